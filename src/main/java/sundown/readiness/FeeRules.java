package sundown.readiness;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.account.Account;
import sundown.readiness.AccountSample.SampledAccount;
import sundown.readiness.Readiness.Outcome;
import sundown.refund.FeeCounts;
import sundown.report.ProgressReport.GroupProgress;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.RefundLead;
import sundown.timeline.Timeline;

/** Judges whether fees can go back by the dates that users are told, and while services take refunds. Pure. */
final class FeeRules {
    private FeeRules() {}

    /** Says of each group when its refunds begin, and how many of its fees are through. */
    static Outcome dates(Timeline timeline, List<GroupProgress> counted, RefundLead lead, Instant now) {
        Map<GroupId, FeeCounts> fees =
                counted.stream().collect(Collectors.toMap(GroupProgress::group, GroupProgress::fees));
        String said = timeline.groups().stream()
                .map(group -> said(group, fees.getOrDefault(group.id(), FeeCounts.NONE)))
                .collect(Collectors.joining("; ", "Refunds begin: ", "."));
        List<String> wrong = faults(
                timeline,
                dates -> Optional.of("before its exports open")
                        .filter(_ -> dates.refundsBegin().isBefore(dates.exportsOpen())));
        if (!wrong.isEmpty()) {
            return Outcome.fail(
                    DateRules.sentence(wrong) + " " + said,
                    "Publish the next version of the timeline with a later refund date: docs/runbook/timeline.md.");
        }
        List<String> looks = faults(timeline, dates -> look(dates, lead, now));
        return looks.isEmpty()
                ? Outcome.pass(said)
                : Outcome.warn(
                        DateRules.sentence(looks) + " " + said,
                        "Publish the next version of the timeline, unless this is meant: docs/runbook/timeline.md.");
    }

    private static String said(Group group, FeeCounts fees) {
        String begin = "group " + group.id() + " at " + group.dates().refundsBegin();
        return fees.all() == 0
                ? begin
                : "%s, %d of %d fees are through (%d%%)"
                        .formatted(begin, fees.through(), fees.all(), 100 * fees.through() / fees.all());
    }

    private static List<String> faults(Timeline timeline, Function<Dates, Optional<String>> fault) {
        return timeline.groups().stream()
                .flatMap(group -> fault.apply(group.dates()).stream()
                        .map(said -> "refunds of group " + group.id() + " begin " + said))
                .toList();
    }

    /** The parameters may have changed since the timeline was published. */
    private static Optional<String> look(Dates dates, RefundLead lead, Instant now) {
        Instant begin = dates.refundsBegin();
        Instant needed = lead.before(dates.refundBy());
        if (begin.isAfter(now) && begin.isAfter(needed)) {
            return Optional.of("later than the template's parameters ask for, at " + needed);
        }
        return Optional.of("while its exports run").filter(_ -> begin.isBefore(dates.close()));
    }

    /** Judges the fees that no run has recorded yet. */
    static Outcome windows(Timeline timeline, List<SampledAccount> sample) {
        List<Window> windows = sample.stream()
                .flatMap(sampled -> sampled.account().stream())
                .flatMap(account -> timeline.groupOf(account.region()).stream()
                        .flatMap(group -> Window.of(account, group.dates()).stream()))
                .toList();
        long lost = windows.stream().filter(Window::endsBeforeTheOpening).count();
        long early = windows.stream().filter(Window::endsBeforeTheRefundDate).count();
        String size = "Of the last fees of " + sample.size() + " users drawn at random, ";
        return lost > 0
                ? Outcome.fail(
                        size + lost + " can no longer be refunded when the exports of their group open.",
                        "Refund these fees before, or plan another way to pay them back: docs/runbook/refunds.md.")
                : Outcome.pass(size + early + " go back early, because their refunds end before the refund date.");
    }

    /** Until when the fee of a member can be refunded. */
    private record Window(Instant end, Dates dates) {
        static Optional<Window> of(Account account, Dates dates) {
            return account.membership()
                    .filter(member ->
                            member.cancelledAt().isEmpty() && member.through().refundable())
                    .flatMap(member -> member.refundableUntil().map(end -> new Window(end, dates)));
        }

        boolean endsBeforeTheOpening() {
            return !end.isAfter(dates.exportsOpen());
        }

        boolean endsBeforeTheRefundDate() {
            return end.isBefore(dates.refundBy());
        }
    }
}
