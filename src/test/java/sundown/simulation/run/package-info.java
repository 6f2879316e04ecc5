/** What every run of a function meets: chance, mishaps, crash points, clocks that differ, and the trace. */
package sundown.simulation.run;
