package adminapi_test

import "testing"

func TestTheContractIsAValidOpenAPIDocument(t *testing.T) {
	checker, err := published()
	if err != nil {
		t.Fatal(err)
	}
	if ok, faults := checker.ValidateDocument(); !ok {
		for _, fault := range faults {
			t.Errorf("%s: %s %v", fault.Message, fault.Reason, fault.SchemaValidationErrors)
		}
	}
}
