// A policy as data. Fields that are left out where they say nothing special
// are left out of what is read, too, so that both sides write the same JSON.
export {};
