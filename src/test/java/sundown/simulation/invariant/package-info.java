/** What must hold: at every change, at every call, and when a world rests. */
package sundown.simulation.invariant;
