package sundown.local.demo.app;

import java.util.List;

/**
 * What a demonstration came to.
 *
 * @param complaints what is not as it should be, in sentences; empty when all is well
 */
public record Outcome(Figures figures, List<String> complaints) {}
