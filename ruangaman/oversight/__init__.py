"""Whether prevention really happens, everywhere, and figures in which nobody can be found."""
