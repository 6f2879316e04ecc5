package sundown.purge;

/**
 * The functions that plan a purge, put together by hand over any ports: what the container does in a deployed function.
 */
public record PlanFunctions(PlanPurgeFunction plan, ListChunkFunction list, Plans sweep) {}
