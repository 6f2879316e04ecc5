/** Scripts of faults that make the stand-ins misbehave. */
package sundown.local.fault;
