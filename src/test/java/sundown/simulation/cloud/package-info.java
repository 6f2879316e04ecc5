/** The cloud of a world: each part's functions, with the in-memory fakes under them and the checks in between. */
package sundown.simulation.cloud;
