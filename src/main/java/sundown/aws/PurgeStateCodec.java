package sundown.aws;

import java.util.List;
import sundown.purge.Approval;
import sundown.purge.Approvals;
import sundown.purge.Operator;
import sundown.purge.Progress;
import sundown.purge.PurgeState;

/** The state of a purge in its row; each state has its own times. */
final class PurgeStateCodec {
    private PurgeStateCodec() {}

    static void write(RowWriter row, PurgeState state) {
        row.text("state", state.name().name())
                .rows(
                        "approvals",
                        state.approvedBy().stream()
                                .map(approval -> new RowWriter()
                                        .text("by", approval.by().name())
                                        .instant("at", approval.at()))
                                .toList());
        switch (state) {
            case PurgeState.Planned ignored -> {}
            case PurgeState.Pausing pausing -> row.instant("until", pausing.until());
            case PurgeState.Canary canary -> write(row.instant("begunAt", canary.begunAt()), canary.progress());
            case PurgeState.Waves waves -> write(row.instant("waveAt", waves.waveAt()), waves.progress());
            case PurgeState.Purged purged -> row.instant("at", purged.at());
            case PurgeState.Certified certified -> row.instant("at", certified.at());
            case PurgeState.Differs differs -> row.instant("at", differs.at());
            case PurgeState.Aborted aborted ->
                row.text("abortedBy", aborted.by().name())
                        .text("reason", aborted.reason())
                        .instant("at", aborted.at());
        }
    }

    private static void write(RowWriter row, Progress progress) {
        row.number("begun", progress.begun()).number("finished", progress.finished());
    }

    static PurgeState read(Row row) {
        List<Approval> approvals = row.rows("approvals").stream()
                .map(approval -> new Approval(new Operator(approval.text("by")), approval.instant("at")))
                .toList();
        return switch (PurgeState.StateName.valueOf(row.text("state"))) {
            case PLANNED -> new PurgeState.Planned(approvals.stream().findFirst());
            case PAUSING -> new PurgeState.Pausing(both(approvals), row.instant("until"));
            case CANARY -> new PurgeState.Canary(both(approvals), row.instant("begunAt"), progress(row));
            case WAVES -> new PurgeState.Waves(both(approvals), row.instant("waveAt"), progress(row));
            case PURGED -> new PurgeState.Purged(both(approvals), row.instant("at"));
            case CERTIFIED -> new PurgeState.Certified(both(approvals), row.instant("at"));
            case DIFFERS -> new PurgeState.Differs(both(approvals), row.instant("at"));
            case ABORTED ->
                new PurgeState.Aborted(new Operator(row.text("abortedBy")), row.text("reason"), row.instant("at"));
        };
    }

    private static Approvals both(List<Approval> approvals) {
        if (approvals.size() != 2) {
            throw new IllegalArgumentException("there are not two approvals");
        }
        return new Approvals(approvals.getFirst(), approvals.getLast());
    }

    private static Progress progress(Row row) {
        return new Progress(row.number("begun"), row.number("finished"));
    }
}
