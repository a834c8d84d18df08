// Carries the precompiled headers that every library uses.
