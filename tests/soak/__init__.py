"""The long form of reliability: hundreds of kills, real full disks. `make soak` runs it."""
