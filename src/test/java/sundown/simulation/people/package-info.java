/**
 * Those who act in a world: users, operators, the photo cloud and the payment service, each by the same API as in life.
 */
package sundown.simulation.people;
