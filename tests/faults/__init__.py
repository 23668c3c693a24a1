"""Everything that can die is killed, the network lies, the clock jumps: nothing is lost or doubled."""
