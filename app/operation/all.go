package operation

// All are the operations in the order of the buttons: what is asked for most often first.
func All() []Operation {
	return []Operation{
		resetPassword(),
		unlock(),
		issueAccessCode(),
		changeLoginID(),
		resendInvitation(),
		correctContact(),
		activate(),
		signOutEverywhere(),
		deactivate(),
	}
}

// ByID finds an operation; ok is false for an unknown one.
func ByID(id ID) (op Operation, ok bool) {
	for _, op := range All() {
		if op.ID == id {
			return op, true
		}
	}
	return Operation{}, false
}
