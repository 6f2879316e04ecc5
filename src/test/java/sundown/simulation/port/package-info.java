/** Ports in front of the fakes: some check every call, some give every answer that the real service can give. */
package sundown.simulation.port;
