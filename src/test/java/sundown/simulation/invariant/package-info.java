/** What must hold: at every change, at every call, and when a world has come to rest. */
package sundown.simulation.invariant;
