/** The actors of a world: users, operators, the photo cloud, and the payment service, each through its real API. */
package sundown.simulation.people;
