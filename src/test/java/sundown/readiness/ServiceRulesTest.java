package sundown.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.readiness.Judged.fails;
import static sundown.readiness.Judged.passes;
import static sundown.readiness.Judged.warns;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.ReachStore.Reach;
import sundown.gallery.Tally;
import sundown.readiness.PublicDocuments.PageConfiguration;
import sundown.readiness.PublicDocuments.SignIn;
import sundown.readiness.Readiness.Outcome;
import sundown.readiness.ServiceRules.Charged;
import sundown.readiness.ServiceRules.Fees;
import sundown.receipt.Safety;
import sundown.receipt.Safety.Headcount;
import sundown.receipt.Safety.Sums;
import sundown.refund.FeeCounts;
import sundown.refund.PaymentService.Charge;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState.StateName;
import sundown.refund.ReportingService.Funds;
import sundown.report.ProgressReport.GroupProgress;
import sundown.timeline.Dates.Phase;
import sundown.timeline.GroupId;

class ServiceRulesTest {
    private static final Instant NOW = Instant.parse("2022-11-20T00:00:00Z");
    private static final Money FEE = Money.of(1000, "EUR");
    private static final Membership MEMBER = new Membership(new ChargeId("ch_1"), FEE, Instant.EPOCH, Optional.empty());
    private static final ReadinessSettings SETTINGS = new ReadinessSettings(
            "https://issuer.example",
            "page",
            "client",
            new ForecastRules.Granted(10_000, 600, true),
            URI.create("https://page.example/"),
            300,
            16,
            10,
            0,
            Map.of(),
            true,
            80);

    @Test
    void secretsNeedToBeThere() {
        passes(ServiceRules.secrets(List.of()), "well-formed");
        fails(
                ServiceRules.secrets(List.of("the secret sundown/google is malformed")),
                "The secret sundown/google is malformed.",
                "docs/runbook/secrets.md");
    }

    @Test
    void eachFunctionNeedsToReadItsSecrets() {
        passes(ServiceRules.readers(List.of()), "may read it");
        fails(ServiceRules.readers(List.of("Start the secret sundown/google")), "Start the secret", "GetSecretValue");
    }

    @Test
    void stripesKeyNeedsToBeForRealMoney() {
        passes(ServiceRules.stripeKey(new Funds(true, List.of())), "real money");
        fails(ServiceRules.stripeKey(new Funds(false, List.of())), "is for tests", "live mode");
    }

    @Test
    void chargesNeedToBeThoseOfTheRows() {
        passes(
                ServiceRules.charges(List.of(
                        charged(new Charge(FEE, true, 0, false)),
                        new Charged(
                                MEMBER.cancelled(Instant.EPOCH),
                                Optional.of(new Charge(FEE, true, FEE.minorUnits(), false))))),
                "charges of 2 members");
        fails(
                ServiceRules.charges(List.of(
                        new Charged(MEMBER, Optional.empty()),
                        charged(new Charge(FEE, false, 0, false)),
                        charged(new Charge(FEE, true, 1, false)),
                        charged(new Charge(Money.of(1000, "USD"), true, 0, false)))),
                "1 are not known to the service that took them, under its key, 2 are not paid, or went back already, 1 are of another amount",
                "chargeId");
        warns(ServiceRules.charges(List.of()), "no members", "chargeId");
    }

    /** 100 EUR wait in the ledger, and half of a hundred users have paid 10 EUR each. */
    @Test
    void theBalanceNeedsToCoverTheFeesToCome() {
        passes(
                balance(Money.of(60_000, "EUR"), NOW.plus(Duration.ofDays(3))),
                "covers the fees to come, about 600.00 EUR");
        fails(
                balance(Money.of(59_999, "EUR"), NOW.plus(OpeningRules.WARNING_TIME)),
                "About 600.00 EUR to refund, and 599.99 EUR there.",
                "refund date, 2022-12-04T00:00:00Z");
        fails(balance(Money.of(60_000, "USD"), NOW.plusSeconds(1)), "and 0.00 EUR there", "docs/runbook/refunds.md");
        warns(balance(Money.of(0, "EUR"), NOW.plus(Duration.ofDays(15))), "600.00 EUR", "Fund the balance");
        warns(
                ServiceRules.balance(
                        new Funds(true, List.of()), List.of(), new Fees(0, List.of()), Optional.empty(), NOW),
                "No progress report",
                "tomorrow");
    }

    private static Outcome balance(Money available, Instant refundDate) {
        GroupProgress waiting = group(NOW.minusSeconds(1), 7, 0, Map.of("EUR", 10_000L));
        GroupProgress coming = group(NOW.plusSeconds(1), 100, 0, Map.of());
        return ServiceRules.balance(
                new Funds(true, List.of(available)),
                List.of(waiting, coming),
                new Fees(2, List.of(MEMBER)),
                Optional.of(refundDate),
                NOW);
    }

    @Test
    void googleNeedsToKnowTheClient() {
        passes(ServiceRules.googleClient(true), "Google knows the client");
        fails(ServiceRules.googleClient(false), "refuses", "GoogleClientId");
    }

    /** 42 % of a million items, half of them in the last two weeks. */
    @Test
    void theQuotaNeedsToLast() {
        passes(
                quota(1_000_000, granted(16_962, true)),
                "16962 requests a day at most, of 16962, and for 16638 uploads a day at most, of 648000");
        fails(
                quota(1_000_000, granted(16_961, true)),
                "16961 requests a day would run out on 2023-05-18",
                "Ask Google for 16962 requests a day");
        fails(quota(100_000_000, granted(10_000, true)), "run out on 2022-12-01", "googleRequestsPerDay");
        warns(ForecastRules.quota(List.of(), granted(10_000, true), NOW), "No progress report", "tomorrow");
    }

    /** 20,000 creations, and three quarters of a minute of uploads 1,440 times a day. */
    @Test
    void theUploadsNeedToLastToo() {
        passes(quota(1_000_000, granted(323, false)), "323 requests a day at most, of 323");
        fails(quota(1_000_000, granted(322, false)), "322 requests a day would run out", "googleRequestsPerDay");
        fails(
                quota(100_000_000, granted(100_000, false)),
                "648000 uploads a day would run out on 2023-05-18",
                "call change-limits with 1541 as googleUploadsPerMinute");
    }

    private static ForecastRules.Granted granted(long requestsPerDay, boolean uploadsCount) {
        return new ForecastRules.Granted(requestsPerDay, 600, uploadsCount);
    }

    @Test
    void tellsTheFiguresOfTheForecast() {
        Instant opening = Instant.parse("2022-12-01T00:00:00Z");
        List<GroupProgress> groups = List.of(group(opening, 1, 1_000_000, Map.of()));
        assertThat(ForecastRules.figures(groups, granted(16_961, true), opening).get("requestsADay"))
                .isEqualTo(Map.of(
                        "itemsLeft", 1_000_000L,
                        "granted", 16_961L,
                        "most", 16_962L,
                        "mostInLastWeek", 16_962L,
                        "runsOutInDays", 168L));
        assertThat(ForecastRules.figures(groups, granted(16_962, true), opening).get("requestsADay"))
                .doesNotContainKey("runsOutInDays");
        assertThat(ForecastRules.figures(groups, granted(16_962, true), opening).get("uploadsADay"))
                .isEqualTo(Map.of(
                        "itemsLeft", 1_000_000L, "granted", 648_000L, "most", 16_638L, "mostInLastWeek", 16_638L));
        assertThat(ForecastRules.figures(List.of(), granted(16_962, true), opening))
                .isEmpty();
    }

    @Test
    void tellsWhatIsToComeAndThereByCurrency() {
        assertThat(ServiceRules.balances(
                        new Funds(true, List.of(Money.of(7, "EUR"), Money.of(5, "USD"))),
                        List.of(group(NOW.minusSeconds(1), 7, 0, Map.of("EUR", 10_000L, "INR", 3L))),
                        new Fees(0, List.of()),
                        NOW))
                .isEqualTo(Map.of(
                        "EUR", Map.of("toCome", 10_000L, "available", 7L),
                        "INR", Map.of("toCome", 3L, "available", 0L)));
    }

    private static Outcome quota(long items, ForecastRules.Granted quota) {
        Instant opening = Instant.parse("2022-12-01T00:00:00Z");
        return ForecastRules.quota(List.of(group(opening, 1, items, Map.of())), quota, opening);
    }

    /** A group whose users have taken nothing. */
    private static GroupProgress group(Instant opening, long users, long items, Map<String, Long> waiting) {
        return group(Phase.ANNOUNCED, opening, users, items, waiting, Map.of());
    }

    private static GroupProgress group(
            Phase phase, Instant opening, long users, long items, Map<String, Long> waiting, Map<Reach, Long> reach) {
        Headcount left = new Headcount(users, new Tally(items, 0));
        Map<String, Total> fees = waiting.entrySet().stream()
                .collect(
                        Collectors.toMap(Map.Entry::getKey, fee -> new Total(1, fee.getValue(), Map.of("stripe", 1L))));
        return new GroupProgress(
                new GroupId("1"),
                phase,
                opening,
                Instant.parse("2023-06-01T00:00:00Z"),
                0,
                NOW,
                users,
                left.gallery(),
                NOW,
                Sums.of(Safety.of(Optional.empty(), Optional.empty(), Optional.empty())),
                left,
                Map.of(),
                Map.of(),
                reach,
                0,
                Map.of(StateName.INTENT, fees),
                FeeCounts.of(Map.of(StateName.INTENT, fees)),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Test
    void mailThatIsOffIsADecision() {
        passes(ServiceRules.mail(true), "mailed");
        warns(ServiceRules.mail(false), "Mail is off", "Mail=on");
    }

    @Test
    void warnsBelowAShareOfReachedUsers() {
        passes(ServiceRules.reached(List.of(), 80), "80 %");
        passes(ServiceRules.reached(List.of(reached(Phase.EXPORTS_OPEN, 80)), 80), "80 %");
        passes(ServiceRules.reached(List.of(reached(Phase.EXPORTS_OPEN, 0)), 0), "0 %");
        passes(ServiceRules.reached(List.of(reached(Phase.RUNNING, 0), reached(Phase.CLOSED, 0)), 80), "80 %");
        warns(
                ServiceRules.reached(List.of(reached(Phase.ANNOUNCED, 79)), 80),
                "Of 100 users of group 1, 79 are reached and 21 are not reachable",
                "second channel");
    }

    private static GroupProgress reached(Phase phase, long reached) {
        return group(phase, NOW, 100, 0, Map.of(), Map.of(Reach.REACHED, reached, Reach.NOT_REACHABLE, 100 - reached));
    }

    @Test
    void theIssuerNeedsKeysAndTheScope() {
        passes(
                ServiceRules.signIn(SETTINGS.issuer(), signIn("https://issuer.example", Set.of("sundown/export")), 2),
                "publishes 2 keys that sign, and lists the scope");
        fails(
                ServiceRules.signIn(SETTINGS.issuer(), signIn("https://issuer.example/", Set.of()), 2),
                "calls itself https://issuer.example/",
                "TokenIssuer");
        fails(
                ServiceRules.signIn(SETTINGS.issuer(), signIn("https://issuer.example", Set.of()), 0),
                "no RSA key",
                "RS256");
        warns(
                ServiceRules.signIn(SETTINGS.issuer(), signIn("https://issuer.example", Set.of("openid")), 1),
                "does not list the scope",
                "GET /me");
    }

    private static SignIn signIn(String issuer, Set<String> scopes) {
        return new SignIn(issuer, URI.create("https://issuer.example/keys"), scopes);
    }

    @Test
    void thePageNeedsThisConfiguration() {
        passes(ServiceRules.page(SETTINGS, page("page", "sundown/export")), "configuration of this deployment");
        fails(
                ServiceRules.page(SETTINGS, page("other", "openid")),
                "clientId is other, not page; it does not ask for the scope",
                "scripts/deploy-page");
        fails(ServiceRules.page(SETTINGS, Optional.empty()), "no configuration", "make page");
    }

    private static Optional<PageConfiguration> page(String client, String scope) {
        return Optional.of(new PageConfiguration("https://issuer.example", client, "client", scope));
    }

    private static Charged charged(Charge charge) {
        return new Charged(MEMBER, Optional.of(charge));
    }
}
