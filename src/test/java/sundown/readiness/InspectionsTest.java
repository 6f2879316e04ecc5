package sundown.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.readiness.Judged.fails;
import static sundown.readiness.Judged.passes;
import static sundown.readiness.Judged.warns;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.digest.Sha1;
import sundown.failure.PermanentFailure;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.gallery.InMemoryClaims;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.job.GroupUsers.GroupChunks;
import sundown.limit.InMemoryLimitStore;
import sundown.limit.Limit;
import sundown.limit.LimitStore.LimitChange;
import sundown.limit.LimitStore.SetLimits;
import sundown.milestone.InMemorySchedules;
import sundown.milestone.MilestoneFunctions;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.operator.SampleOperators;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.readiness.AccountSample.SampledAccount;
import sundown.readiness.AccountSample.SampledAccount.Listing;
import sundown.readiness.BucketGuards.Guards;
import sundown.readiness.PublicDocuments.Answer;
import sundown.readiness.Readiness.Outcome;
import sundown.readiness.Readiness.Outcome.Result;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.PaymentServices;
import sundown.report.InMemoryReportFiles;
import sundown.report.RecordedOutcome;
import sundown.report.ReportFiles.ReportFile;
import sundown.report.SampleReports;
import sundown.runtime.ManualClock;
import sundown.secret.Credential;
import sundown.secret.Credential.ApiKey;
import sundown.secret.Credential.ClientSecret;
import sundown.secret.Credential.WebhookSecret;
import sundown.secret.Secret;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.RefundLead;
import sundown.timeline.Timeline;

/** The checks, over ports in memory. */
class InspectionsTest {
    private static final Instant NOW = Instant.parse("2022-11-20T00:00:00Z");
    private static final byte[] BYTES = "a photo".getBytes(StandardCharsets.UTF_8);
    private static final Money FEE = Money.of(900_000_000_000L, "USD");

    private final InMemoryPaymentService play =
            new InMemoryPaymentService(new ManualClock(NOW), PaidThrough.GOOGLE_PLAY);
    private final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    private final InMemoryLimitStore limits = new InMemoryLimitStore();
    private final InMemorySchedules schedules = new InMemorySchedules();
    private final InMemoryAccountSample accounts = new InMemoryAccountSample();
    private final InMemoryGalleryIndex galleries = new InMemoryGalleryIndex();
    private final InMemoryClaims claims = new InMemoryClaims();
    private final InMemoryGalleryBytes objects = new InMemoryGalleryBytes();
    private final InMemoryReportFiles reports = new InMemoryReportFiles();
    private final Random random = new Random(1);
    private Credential.Source<ClientSecret> secret = () -> new ClientSecret(new Secret("client"));

    @Test
    void holdThePoliciesAgainstTheTimelineInForce() {
        Map<String, Instant> closes = PublishedTimeline.read().groups().stream()
                .collect(Collectors.toMap(
                        group -> group.id() + "/", group -> group.dates().close()));
        passes(
                dates("bucket-policies", new Guards(PurgedBucket.GALLERY, BucketLayout.GROUP_FIRST, closes, true)),
                "each of the 3 closes");
        fails(
                dates("bucket-policies", new Guards(PurgedBucket.GALLERY, BucketLayout.GROUP_FIRST, Map.of(), true)),
                "guards 1/ not at all",
                "Deploy again");
    }

    @Test
    void holdTheSchedulesAgainstTheDatesAhead() {
        PublishedTimeline.read().groups().stream()
                .flatMap(group -> ScheduledDate.of(group, MilestoneFunctions.MILESTONES))
                .filter(date -> date.at().isAfter(NOW))
                .forEach(schedules::put);
        passes(dates("schedules"), "Each of the 30 dates ahead");
        schedules.remove(schedules.list().iterator().next());
        fails(dates("schedules"), "is missing or disabled", "sweep");
        passes(dates("regions"), "ISO 3166-1");
    }

    @Test
    void waitForTheTimeline() {
        passes(dates("timeline"), "Version 1");
        user("somebody", BYTES);
        timelines.put(Timeline.NOT_ANNOUNCED);

        fails(dates("timeline"), "No timeline is published", "Publish the timeline");
        assertThat(Stream.of(dates("bucket-policies"), dates("schedules"), dates("regions"), sample("accounts")))
                .allSatisfy(outcome -> warns(outcome, "waits for the timeline", "Publish the timeline"));
    }

    @Test
    void drawASampleOfAccountsAndItems() {
        IntStream.range(0, 400).forEach(number -> user("user-" + number, BYTES));
        assertThat(sample("accounts").found()).matches("Of (8|9|10)\\d accounts drawn at random.*|Of 100 accounts .*");
        for (String name : List.of("accounts", "members", "items", "layout", "google-takes")) {
            assertThat(sample(name).result()).as(name).isEqualTo(Result.PASS);
        }
        assertThat(sample("items").found()).startsWith("Of 24 items");
    }

    @Test
    void findObjectsThatAreNotThoseOfTheItems() {
        IntStream.range(0, 40).forEach(number -> user("user-" + number, "another".getBytes(StandardCharsets.UTF_8)));
        fails(sample("items"), "have an object of another digest", "correct them");
    }

    @Test
    void findObjectsOutsideOfTheirOwnersFolderWithoutAClaim() {
        IntStream.range(0, 40).forEach(number -> user("user-" + number, BYTES, "1/others/" + number));
        fails(sample("layout"), "lie outside of their owner's folder, without a claim", "import the claims");
        IntStream.range(0, 40)
                .forEach(number -> claims.put(new ObjectKey("1/others/" + number), new UserId("user-" + number)));
        passes(sample("layout"), "Of 24 items");
    }

    /** Ids are numbers, hexadecimal, or in capital letters; the objects of later items are missing. */
    @ParameterizedTest
    @CsvSource({
        "i%08d, 1, 400, 20",
        "i%08d, 1, 3000, 1000",
        "%08x-aaaa, 1000000, 3000, 1000",
        "IMG_%04d, 1, 3000, 1000",
    })
    void lookAtLaterItemsOfAGallery(String id, long step, int items, int present) {
        user("user-1", BYTES);
        UserId owner = new UserId("user-1");
        galleries.remove(owner, new ItemId("i1"));
        for (int number = 0; number < items; number++) {
            String key = "1/user-1/" + number;
            galleries.put(owner, item(id.formatted(number * step), key));
            if (number < present) {
                objects.put(new ObjectKey(key), BYTES);
            }
        }
        assertThat(Stream.generate(() -> sample("items").result()).limit(300)).contains(Result.PASS, Result.FAIL);
    }

    @Test
    void findThatTheClaimsOfTheImportAreMissing() {
        passes(sample("claims"), "or there is none");
        record("2022-11-01T00:00:00Z", "import", "pass", "{\"claims\": 12}");
        record("2022-11-02T00:00:00Z", "import", "fail", "{\"claims\": 0}");
        record("2022-11-03T00:00:00Z", "rehearsal", "pass", "{\"claims\": 0}");
        fails(sample("claims"), "The recorded import has 12 claims, and the table of claims is empty.", "--apply");
        claims.put(new ObjectKey("elsewhere/1"), new UserId("user-1"));
        passes(sample("claims"), "is filled");
        claims.put(new ObjectKey("1/others/1"), new UserId("user-1"));
        fails(sample("claims"), "1 lie in the folder of a user who has no claim on them", "docs/state.md");
        claims.put(new ObjectKey("1/others/1"), new UserId("others"));
        passes(sample("claims"), "is filled");
    }

    @Test
    void askForNoClaimsWhereTheLatestImportHasNone() {
        record("2022-11-01T00:00:00Z", "import", "pass", "{\"claims\": 12}");
        record("2022-11-02T00:00:00Z", "import", "warn", "{\"claims\": 0}");
        passes(sample("claims"), "the recorded import has none");
    }

    private void record(String at, String kind, String outcome, String figures) {
        RecordedOutcome recorded = RecordedOutcome.read("""
                {"kind": "%s", "at": "%s", "outcome": "%s", "found": [], "figures": %s}""".formatted(kind, at, outcome, figures));
        reports.write(new ReportFile("outcomes/" + at + "-" + kind + ".json"), recorded.write());
    }

    private void user(String name, byte[] stored) {
        user(name, stored, "1/" + name + "/i1");
    }

    private void user(String name, byte[] stored, String objectKey) {
        UserId user = new UserId(name);
        accounts.put(new SampledAccount(
                user,
                Optional.of(new Listing("1", 3)),
                Set.of("userId", "region", "groupShard"),
                Optional.of(new Account(user, new Region("IN")))));
        ObjectKey key = new ObjectKey(objectKey);
        objects.put(key, stored);
        galleries.put(user, item("i1", objectKey));
    }

    private static Item item(String id, String key) {
        return new Item(
                new ItemId(id),
                new ObjectKey(key),
                "a.jpg",
                BYTES.length,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Sha1.of(Sha1.begin().digest(BYTES))),
                Optional.empty(),
                Marks.NONE);
    }

    private Outcome dates(String name) {
        return dates(name, new Guards(PurgedBucket.GALLERY, BucketLayout.GROUP_FIRST, Map.of(), true));
    }

    private Outcome dates(String name, Guards guards) {
        return look(
                new DateInspections(
                        timelines,
                        schedules,
                        MilestoneFunctions.MILESTONES,
                        (bucket, layout) -> guards,
                        GalleryLayout.GROUP_FIRST),
                name);
    }

    private Outcome sample(String name) {
        return look(
                new SampleInspections(
                        accounts,
                        galleries,
                        objects,
                        GalleryLayout.GROUP_FIRST,
                        claims,
                        new GroupChunks(16),
                        timelines,
                        reports,
                        new RefundLead(List.of(1_000_000L, 12L, 2L, 7L)),
                        random),
                name);
    }

    @Test
    void readTheReportTheIssuerAndThePage() {
        InMemoryReportFiles reports = new InMemoryReportFiles();
        warns(service(reports, "google-quota", Map.of()), "No progress report", "tomorrow");
        reports.write(ReportFile.latestFigures(), SampleReports.document(Instant.parse("2022-12-05T00:20:00Z")));
        fails(service(reports, "google-quota", Map.of()), "run out on", "googleRequestsPerDay");
        limits.save(new LimitChange(
                new SetLimits(Map.of(
                        Limit.GOOGLE_REQUESTS_PER_DAY, 1_000_000_000L, Limit.GOOGLE_UPLOADS_PER_MINUTE, 1_000_000L)),
                1,
                SampleOperators.named("Ada"),
                "Google grants more",
                NOW));
        passes(service(reports, "google-quota", Map.of()), "1000000000");
        passes(service(reports, "stripe-balance", Map.of()), "covers the fees");

        Map<String, Answer> documents = new HashMap<>(Map.of(
                "https://issuer.example/.well-known/openid-configuration",
                new Answer(200, """
                        {"issuer": "https://issuer.example", "jwks_uri": "https://issuer.example/keys",
                         "scopes_supported": ["openid", "sundown/export"]}"""),
                "https://issuer.example/keys",
                new Answer(200, """
                        {"keys": [{"kty": "RSA", "use": "sig"}, {"kty": "EC", "use": "sig"}, {"kty": "RSA", "use": "enc"}]}"""),
                "https://page.example/config.json",
                new Answer(200, """
                        {"issuer": "https://issuer.example", "clientId": "page", "googleClientId": "client",
                         "scope": "openid sundown/export"}""")));
        passes(service(reports, "sign-in", documents), "publishes 1 keys that sign, and lists the scope");
        passes(service(reports, "page", documents), "configuration of this deployment");
        documents.put("https://page.example/config.json", new Answer(403, "<html>"));
        fails(service(reports, "page", documents), "no configuration", "scripts/deploy-page");
    }

    @Test
    void nameASecretThatCannotBeReadAndLookAtTheOthers() {
        passes(service(new InMemoryReportFiles(), "secrets", Map.of()), "well-formed");
        secret = () -> {
            throw new PermanentFailure("the secret sundown/google is malformed");
        };
        fails(service(new InMemoryReportFiles(), "secrets", Map.of()), "sundown/google is malformed", "secrets.md");
    }

    @Test
    void lookForTheChargesOfEachPaymentService() {
        for (PaidThrough service : PaidThrough.values()) {
            UserId user = new UserId(service.word());
            accounts.put(new SampledAccount(
                    user,
                    Optional.of(new Listing("1", 3)),
                    Set.of("userId", "region", "groupShard"),
                    Optional.of(new Account(user, new Region("IN"))
                            .with(new Membership(new ChargeId("ch_USD"), FEE, NOW, Optional.empty())
                                    .paid(service, Optional.empty())))));
        }
        fails(
                service(new InMemoryReportFiles(), "charges", Map.of()),
                "Of the charges of 2 members drawn at random, 1 are not known to the service that took them",
                "chargeId");
        play.charge(new ChargeId("ch_USD"), FEE);
        passes(service(new InMemoryReportFiles(), "charges", Map.of()), "charges of 2 members");
    }

    private Outcome service(InMemoryReportFiles reports, String name, Map<String, Answer> documents) {
        InMemoryPaymentService payments = new InMemoryPaymentService(new ManualClock(NOW));
        Stream.of("USD", "EUR", "INR")
                .forEach(currency ->
                        payments.charge(new ChargeId("ch_" + currency), Money.of(900_000_000_000L, currency)));
        return look(
                new ServiceInspections(
                        new PaymentServices(List.of(payments, play)),
                        payments,
                        () -> true,
                        address -> documents.get(address.toString()),
                        List::of,
                        () -> new ApiKey(new Secret("key")),
                        secret,
                        () -> new WebhookSecret(new Secret("webhooks")),
                        accounts,
                        reports,
                        timelines,
                        limits,
                        new ReadinessSettings(
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
                                80),
                        random),
                name);
    }

    static Outcome look(Inspections inspections, String name) {
        return inspections.list(NOW).stream()
                .filter(inspection -> inspection.name().equals(name))
                .findFirst()
                .orElseThrow()
                .look()
                .get();
    }
}
