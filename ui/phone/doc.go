// Package phone is the demo's second window: the telephone of every patient at once. It shows what the demo portal "sent",
// so that one person can play both sides of a call. It exists in a demo only and shows synthetic people only.
package phone
