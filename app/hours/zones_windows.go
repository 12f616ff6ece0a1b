package hours

import _ "time/tzdata" // Windows has no zones by IANA names
