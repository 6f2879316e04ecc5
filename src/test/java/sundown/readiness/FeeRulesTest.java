package sundown.readiness;

import static sundown.readiness.Judged.fails;
import static sundown.readiness.Judged.passes;
import static sundown.readiness.Judged.warns;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.readiness.AccountSample.SampledAccount;
import sundown.readiness.Readiness.Outcome;
import sundown.report.ProgressReport;
import sundown.report.SampleReports;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.RefundLead;
import sundown.timeline.Timeline;

class FeeRulesTest {
    private static final Instant OPENING = Instant.parse("2022-12-01T00:00:00Z");
    private static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    private static final Instant REFUND_BY = Instant.parse("2023-07-31T00:00:00Z");
    private static final Instant BEGIN = Instant.parse("2023-07-21T00:00:00Z");
    private static final Instant NOW = Instant.parse("2022-11-15T00:00:00Z");
    private static final RefundLead LEAD = new RefundLead(List.of(86_400L, 1L, 2L, 7L));

    @Test
    void sayWhenRefundsBegin() {
        passes(dates(BEGIN, CLOSE, NOW), "Refunds begin: group 1 at 2023-07-21T00:00:00Z.");
    }

    @Test
    void sayWhatShareIsThrough() {
        ProgressReport report =
                Json.read(SampleReports.document(Instant.parse("2022-12-05T00:20:00Z")), ProgressReport.class);

        passes(
                FeeRules.dates(timeline(BEGIN, CLOSE), report.groups(), LEAD, NOW),
                "group 1 at 2023-07-21T00:00:00Z, 4311 of 47542 fees are through (9%)");
    }

    @Test
    void failWhereRefundsBeginBeforeTheOpening() {
        warns(dates(OPENING, CLOSE, NOW), "while its exports run", "unless");
        fails(
                dates(OPENING.minusSeconds(1), CLOSE, NOW),
                "Refunds of group 1 begin before its exports open.",
                "later refund date");
    }

    @Test
    void warnWhereRefundsBeginWhileExportsRun() {
        warns(dates(CLOSE.minusSeconds(1), CLOSE, NOW), "Refunds of group 1 begin while its exports run.", "unless");
        passes(dates(CLOSE, CLOSE, NOW), "group 1 at " + CLOSE);
    }

    /** Once they have begun, nothing is to be done. */
    @Test
    void warnWhereTheParametersAskForMoreTime() {
        Instant late = BEGIN.plusSeconds(1);
        warns(dates(late, CLOSE, NOW), "later than the template's parameters ask for, at " + BEGIN, "next version");
        passes(dates(late, CLOSE, late), "group 1 at " + late);
    }

    @Test
    void failWhereAChargeCannotBeRefundedAtTheOpening() {
        passes(windows(Optional.empty()), "Of the last fees of 1 users drawn at random, 0 go back early");
        passes(windows(Optional.of(REFUND_BY)), "0 go back early");
        passes(windows(Optional.of(REFUND_BY.minusSeconds(1))), "1 go back early");
        passes(windows(Optional.of(OPENING.plusSeconds(1))), "1 go back early");
        fails(windows(Optional.of(OPENING)), "1 can no longer be refunded when the exports", "refunds.md");
    }

    @Test
    void lookAtFeesThatSundownRefundsAndHasNotRecorded() {
        passes(windows(member(PaidThrough.APPLE, Optional.of(OPENING))), "0 go back early");
        passes(windows(member(PaidThrough.STRIPE, Optional.of(OPENING)).cancelled(OPENING)), "0 go back early");
    }

    private static Outcome dates(Instant begin, Instant close, Instant now) {
        return FeeRules.dates(timeline(begin, close), List.of(), LEAD, now);
    }

    private static Outcome windows(Optional<Instant> until) {
        return windows(member(PaidThrough.STRIPE, until));
    }

    private static Outcome windows(Membership member) {
        UserId user = new UserId("u1");
        Account account = new Account(user, new Region("IN")).with(member);
        return FeeRules.windows(
                timeline(BEGIN, CLOSE),
                List.of(new SampledAccount(user, Optional.empty(), Set.of(), Optional.of(account))));
    }

    private static Membership member(PaidThrough through, Optional<Instant> until) {
        return new Membership(
                        new ChargeId("ch_1"),
                        Money.of(1_200, "EUR"),
                        OPENING.minus(Duration.ofDays(30)),
                        Optional.empty())
                .paid(through, until);
    }

    private static Timeline timeline(Instant begin, Instant close) {
        Dates dates = new Dates(OPENING.minus(Duration.ofDays(30)), OPENING, close, REFUND_BY).refundedFrom(begin);
        return new Timeline(1, Set.of(), List.of(new Group(new GroupId("1"), Set.of(), dates)));
    }
}
