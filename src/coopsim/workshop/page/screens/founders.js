// Who can be led by hand.

// Those that a room may lead: the small ones of the population.
export function canBeLed(setting) {
  return setting.associations.filter((one) => one.size === "small");
}
