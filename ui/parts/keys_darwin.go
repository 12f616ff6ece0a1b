package parts

const superText = "Cmd+"
