package sundown.local.demo.app;

import java.util.List;

/**
 * The result of a demonstration.
 *
 * @param complaints what is wrong, in sentences; empty when all is well
 */
public record DemonstrationResult(Figures figures, List<String> complaints) {}
