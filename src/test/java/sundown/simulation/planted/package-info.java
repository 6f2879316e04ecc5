/** Bugs that the functions could have, each made by a port; the simulation must find every one of them. */
package sundown.simulation.planted;
