/**
 * The simulation of whole groups, from their opening to their certificate: a seeded world in which all functions run
 * over the in-memory fakes while everything goes wrong that can, at every call. What must hold is checked at every step
 * and at the end; a seed replays its run.
 */
package sundown.simulation;
