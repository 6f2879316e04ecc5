package sundown.report;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Where a report stands, as the operator sees it.
 *
 * @param state {@code under-way} or {@code written}
 * @param shardsLeft how many are still to be counted
 * @param figures the key of its JSON in the audit bucket
 */
@RegisterForReflection
public record ReportView(String report, String state, int shardsLeft, String figures) {
    static ReportView of(Counting counting, int chunksLeft) {
        return new ReportView(
                counting.id().value(),
                counting.composed() ? "written" : "under-way",
                chunksLeft,
                ReportFile.figures(counting.id()).path());
    }
}
