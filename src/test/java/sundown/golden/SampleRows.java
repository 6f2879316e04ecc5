package sundown.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.contract.SampleTransfers.NOW;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveState;
import sundown.archive.ArchiveState.Ending;
import sundown.archive.Volume;
import sundown.archive.Volume.VolumeState;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.aws.dynamodb.DynamoApprovalStore;
import sundown.aws.dynamodb.DynamoArchiveStore;
import sundown.aws.dynamodb.DynamoBreakerStore;
import sundown.aws.dynamodb.DynamoCallRecords;
import sundown.aws.dynamodb.DynamoCancellationLedger;
import sundown.aws.dynamodb.DynamoCertificateChain;
import sundown.aws.dynamodb.DynamoClaims;
import sundown.aws.dynamodb.DynamoClosingStore;
import sundown.aws.dynamodb.DynamoCountingStore;
import sundown.aws.dynamodb.DynamoDeletionRecords;
import sundown.aws.dynamodb.DynamoDeliveryLedger;
import sundown.aws.dynamodb.DynamoGalleryIndex;
import sundown.aws.dynamodb.DynamoGalleryIndex.ItemCodec;
import sundown.aws.dynamodb.DynamoHoldStore;
import sundown.aws.dynamodb.DynamoInventoryStore;
import sundown.aws.dynamodb.DynamoJobStore;
import sundown.aws.dynamodb.DynamoKillSwitch;
import sundown.aws.dynamodb.DynamoLimitStore;
import sundown.aws.dynamodb.DynamoMilestoneStore;
import sundown.aws.dynamodb.DynamoPlanStore;
import sundown.aws.dynamodb.DynamoPurgeStore;
import sundown.aws.dynamodb.DynamoQuotaStore;
import sundown.aws.dynamodb.DynamoReceiptStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoTimelineStore;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.aws.dynamodb.RowWriter;
import sundown.contract.SampleArchives;
import sundown.contract.SampleItems;
import sundown.contract.SamplePurges;
import sundown.contract.SampleReceipts;
import sundown.contract.SampleTransfers;
import sundown.digest.Sha1;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.failure.CircuitBreaker;
import sundown.gallery.Claims.Claimant;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;
import sundown.hold.HoldStore.Hold;
import sundown.job.Chunk;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.limit.Limit;
import sundown.limit.LimitStore.LimitChange;
import sundown.limit.LimitStore.SetLimits;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.MailId;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.milestone.Schedules.FollowedTimeline;
import sundown.operator.Access.Role;
import sundown.operator.CallRecords.CallId;
import sundown.operator.CallRecords.CallRecord;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.CertificateChain.Link;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.purge.KillSwitch;
import sundown.purge.ManifestRoot.ManifestHash;
import sundown.purge.Plan;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeState;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.Totals;
import sundown.purge.close.ClosingStore.Closing;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;
import sundown.report.CountingStore.Counting;
import sundown.report.Figures;
import sundown.report.Figures.GalleryCount;
import sundown.report.Figures.Headcount;
import sundown.report.Figures.Standing;
import sundown.report.ReportFiles.ReportId;
import sundown.runtime.Records;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore.Publication;
import sundown.transfer.Answer;
import sundown.transfer.Batch;
import sundown.transfer.BreakerStore;
import sundown.transfer.FailureReason;
import sundown.transfer.InventoryStore;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.QuotaRules;
import sundown.transfer.QuotaStore;
import sundown.transfer.RequestQuota;
import sundown.transfer.Room;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;
import sundown.transfer.TransferState.WaitReason;
import sundown.transfer.TransferStore.FailedItem;

/** Every kind of row in every state, as the stores write it. */
record SampleRows(DynamoDbClient client, Map<String, String> environment) {
    private static final UserId USER = new UserId("user-1");
    private static final GroupId GROUP = new GroupId("1");
    private static final JobId JOB = new JobId("memberships", GROUP);
    private static final Instant LATER = NOW.plusSeconds(3_600);
    private static final ReportId REPORT = new ReportId("2026-11-24-2");
    private static final Plan.Planned PLANNED =
            new Plan.Planned(new ManifestHash("c".repeat(64)), 100, 2, 1, new Totals(900, 80, 7, 6_000_000_000L), 32);

    /**
     * A kind of row.
     *
     * @param tables the variables that name the tables in which it is
     */
    record Kind(String name, List<String> tables, List<State> states) {}

    /**
     * One of its states.
     *
     * @param write writes the rows and returns what must be read
     * @param read reads them
     */
    record State(String name, Supplier<Object> write, Supplier<Object> read) {
        State(String name, Runnable write, Object expected, Supplier<Object> read) {
            this(
                    name,
                    () -> {
                        write.run();
                        return expected;
                    },
                    read);
        }
    }

    List<Kind> kinds() {
        return List.of(
                new Kind("transfer", List.of("TRANSFERS_TABLE"), transfers()),
                new Kind("inventory", List.of("TRANSFERS_TABLE"), inventories()),
                new Kind("batch", List.of("TRANSFERS_TABLE"), batches()),
                new Kind("failed-item", List.of("TRANSFERS_TABLE"), failedItems()),
                new Kind("archive", List.of("ARCHIVES_TABLE"), archives()),
                new Kind("volume", List.of("ARCHIVES_TABLE"), volumes()),
                new Kind("refund", List.of("REFUNDS_TABLE"), refunds()),
                new Kind("cancellation", List.of("SUBSCRIPTIONS_TABLE"), cancellations()),
                new Kind("account", List.of("ACCOUNTS_TABLE"), accounts()),
                new Kind("item", List.of("ITEMS_TABLE"), items()),
                new Kind("timeline", List.of("GROUPS_TABLE"), timelines()),
                new Kind("schedules", List.of("GROUPS_TABLE"), List.of(schedules())),
                new Kind("advance", List.of("GROUPS_TABLE"), advances()),
                new Kind("job", List.of("JOBS_TABLE"), jobs()),
                new Kind("chunk", List.of("JOBS_TABLE"), chunks()),
                new Kind("closing", List.of("GROUPS_TABLE"), closings()),
                new Kind("plan", List.of("GROUPS_TABLE"), plans()),
                new Kind("approvals", List.of("GROUPS_TABLE"), approvals()),
                new Kind("purge", List.of("GROUPS_TABLE"), purges()),
                new Kind("kill-switch", List.of("GROUPS_TABLE"), killSwitches()),
                new Kind("limits", List.of("GROUPS_TABLE"), limits()),
                new Kind("breaker", List.of("QUOTAS_TABLE"), breakers()),
                new Kind("hold", List.of("HOLDS_TABLE", "GROUPS_TABLE"), holds()),
                new Kind("delivery", List.of("DELIVERIES_TABLE"), deliveries()),
                new Kind("claim", List.of("CLAIMS_TABLE"), claims()),
                new Kind("receipt", List.of("RECEIPTS_TABLE"), receipts()),
                new Kind("certificate", List.of("GROUPS_TABLE"), List.of(certificate(1), certificate(2))),
                new Kind("deletion", List.of("DELETIONS_TABLE"), deletions()),
                new Kind("operator-call", List.of("OPERATOR_CALLS_TABLE"), operatorCalls()),
                new Kind("counting", List.of("GROUPS_TABLE"), countings()),
                new Kind("quota", List.of("QUOTAS_TABLE"), quotas()));
    }

    private List<State> transfers() {
        Transfer halfWay = SampleTransfers.halfWay(USER);
        Stream<State> states = Stream.of(
                        new TransferState.Counting(NOW),
                        new TransferState.Running(NOW),
                        new TransferState.Stopped(NOW),
                        new TransferState.Finished(NOW),
                        new TransferState.Closed(NOW),
                        new TransferState.GaveUp(NOW))
                .map(state -> transfer(name(state), halfWay.withState(state)));
        Stream<State> waiting = Arrays.stream(WaitReason.values())
                .map(reason ->
                        transfer("Waiting " + reason, halfWay.withState(new TransferState.Waiting(reason, LATER))));
        Stream<State> others = Stream.of(
                transfer("fresh", SampleTransfers.fresh(USER)),
                transfer("without consent", SampleTransfers.fresh(USER).granted(Optional.empty())),
                transfer("retrying", SampleTransfers.retrying(USER)),
                transfer("long lease", halfWay.leased(Duration.ofMinutes(140))),
                transfer("room missing", halfWay.with(new RoomCheck.Missing(new Room.Limited(15_000, 14_999)))),
                new State(
                        "saved twice",
                        () -> transferStore().save(transferStore().save(halfWay).orElseThrow()),
                        () -> transferStore().find(USER)));
        return Stream.of(states, waiting, others).flatMap(Function.identity()).toList();
    }

    private State transfer(String name, Transfer transfer) {
        return new State(
                name,
                () -> transferStore().save(transfer),
                () -> transferStore().find(USER));
    }

    private List<State> inventories() {
        Inventory.Counted counted = new Inventory.Counted(
                new Inventory.Holdings(new Tally(12, 3_000_000_000L), 4, Map.of(FailureReason.EMPTY, new Tally(1, 0))),
                NOW);
        Inventory.Count begun = new Inventory.Count(Optional.empty(), Tally.NONE, Set.of(), Map.of(), 0, LATER);
        Inventory.Count halfWay = new Inventory.Count(
                Optional.of(new ItemId("item-7")),
                new Tally(7, 2_000_000_000L),
                Set.of(Long.MIN_VALUE),
                Map.of(FailureReason.UNSUPPORTED_TYPE, new Tally(1, 5)),
                2,
                LATER);
        return List.of(
                inventory("begun", Optional.empty(), Optional.of(begun)),
                inventory("half way", Optional.empty(), Optional.of(halfWay)),
                inventory("counted", Optional.of(counted), Optional.empty()),
                inventory("counted again", Optional.of(counted), Optional.of(halfWay)));
    }

    private State inventory(String name, Optional<Inventory.Counted> counted, Optional<Inventory.Count> count) {
        InventoryStore store = new DynamoInventoryStore(client, table("TRANSFERS_TABLE"), random());
        return new State(name, () -> store.save(new Inventory(USER, counted, count, 0)), () -> store.find(USER));
    }

    private List<State> batches() {
        Transfer transfer = SampleTransfers.halfWay(USER);
        Stream<Batch.UploadState> steps = Stream.concat(
                Stream.of(
                        new Batch.ToUpload(),
                        new Batch.Uploading(new UploadSession(URI.create("https://example.com/upload?id=1"), 262_144)),
                        new Batch.Uploaded(new UploadToken("token", NOW))),
                Arrays.stream(FailureReason.values()).map(Batch.Refused::new));
        List<Batch.UploadState> all = steps.toList();
        Batch batch = new Batch(
                transfer.progress().batch(),
                false,
                Optional.empty(),
                IntStream.range(0, all.size())
                        .mapToObj(index -> new Batch.Entry(SampleTransfers.item(index), 1_000L + index, all.get(index)))
                        .toList());
        Batch last = new Batch(transfer.progress().batch(), true, Optional.empty(), List.of());
        return List.of(
                batch("every step", transfer, batch),
                batch("last and empty", transfer, last),
                batch(
                        "after another",
                        transfer,
                        Records.with(last, "after", transfer.progress().cursor())));
    }

    private State batch(String name, Transfer transfer, Batch batch) {
        return new State(
                name,
                () -> transferStore().saveBatch(transfer, batch),
                Optional.of(batch),
                () -> transferStore().findBatch(transfer));
    }

    private List<State> failedItems() {
        Transfer transfer = SampleTransfers.halfWay(USER);
        return Arrays.stream(FailureReason.values())
                .map(reason -> {
                    FailedItem failed = new FailedItem(SampleTransfers.item(7), "Été 📷.jpg", 12, reason, NOW);
                    return new State(
                            reason.name(),
                            () -> transferStore().saveFailures(transfer, List.of(failed)),
                            List.of(failed),
                            () -> transferStore().listFailures(transfer, Optional.empty(), 10));
                })
                .toList();
    }

    private List<State> archives() {
        Archive fresh = SampleArchives.fresh(USER);
        Stream<State> ended = Arrays.stream(Ending.values())
                .map(why -> archive(
                        "Ended " + why,
                        SampleArchives.ready(USER).withoutPassword().withState(new ArchiveState.Ended(why, LATER))));
        return Stream.concat(
                        Stream.of(
                                archive("Planning", fresh.withState(new ArchiveState.Planning(3, LATER))),
                                archive(
                                        "not planned",
                                        Records.with(
                                                fresh.withState(new ArchiveState.Planning(1, LATER)),
                                                "gallery",
                                                Optional.empty())),
                                archive("Building", fresh.withState(new ArchiveState.Building(NOW, LATER))),
                                archive("Ready", SampleArchives.ready(USER)),
                                archive("replacing two", SampleArchives.replacing(USER, LATER)),
                                archive(
                                        "cleaned before it is checked",
                                        fresh.cleanedAt(Optional.of(NOW.minusNanos(1))))),
                        ended)
                .toList();
    }

    private State archive(String name, Archive archive) {
        return new State(
                name, () -> archiveStore().save(archive), () -> archiveStore().find(USER));
    }

    private List<State> volumes() {
        Volume volume = SampleArchives.volume(SampleArchives.ready(USER), 12);
        return List.of(
                volume(
                        "Queued",
                        Records.with(volume, "hindrances", List.of()).withState(new VolumeState.Queued(LATER))),
                volume("Building", volume),
                volume("Done", volume.withState(new VolumeState.Done(new Sha256("d".repeat(64)), LATER))),
                volume("GaveUp", volume.withState(new VolumeState.GaveUp(LATER))));
    }

    private State volume(String name, Volume volume) {
        Archive archive = SampleArchives.ready(USER);
        return new State(
                name,
                () -> archiveStore().save(volume).map(saved -> List.of(saved, saved)),
                () -> archiveStore()
                        .findVolume(archive, volume.number())
                        .map(found -> List.of(
                                found, archiveStore().listVolumes(archive).getFirst())));
    }

    private List<State> refunds() {
        RefundId id = new RefundId("re_1");
        Stream<RefundState> states = Stream.of(
                new RefundState.Sent(NOW, 4, LATER),
                new RefundState.Pending(id, NOW, LATER),
                new RefundState.Succeeded(id, Money.of(3_500, "KWD"), LATER));
        Stream<State> intents = Arrays.stream(Trigger.values())
                .map(trigger -> refund("Intent " + trigger, new RefundState.Intent(trigger, LATER)));
        Stream<State> manual = Arrays.stream(ManualReason.values())
                .map(reason -> refund("Manual " + reason, new RefundState.Manual(reason, Optional.of(id), LATER)));
        Stream<State> resolved = Arrays.stream(ManualReason.values())
                .map(reason -> refund(
                        "Resolved " + reason,
                        new RefundState.Resolved(reason, SampleOperators.named("Ada"), "by bank transfer", LATER)));
        return Stream.of(
                        intents,
                        states.map(state -> refund(name(state), state)),
                        manual,
                        Stream.of(refund(
                                "Manual without a refund",
                                new RefundState.Manual(ManualReason.UNCERTAIN, Optional.empty(), NOW))),
                        resolved)
                .flatMap(Function.identity())
                .toList();
    }

    private State refund(String name, RefundState state) {
        Refund refund =
                new Refund(new ChargeId("ch_1"), USER, GROUP, Money.of(1_200, "EUR"), state, NOW.minusSeconds(60), 0);
        return new State(name, () -> ledger().save(refund), () -> ledger().find(refund.charge()));
    }

    private List<State> cancellations() {
        return Stream.concat(
                        Stream.of(new CancellationState.Due(4, LATER), new CancellationState.Ended(LATER)),
                        Arrays.stream(CancellationState.Reason.values())
                                .map(reason -> new CancellationState.Manual(reason, NOW, LATER)))
                .map(this::cancellation)
                .toList();
    }

    private State cancellation(CancellationState state) {
        Supplier<DynamoCancellationLedger> ledger =
                () -> new DynamoCancellationLedger(client, table("SUBSCRIPTIONS_TABLE"), random());
        Cancellation row = new Cancellation(new SubscriptionId("sub_1"), USER, GROUP, state, NOW.minusSeconds(60), 0);
        String name = state instanceof CancellationState.Manual manual
                ? "Manual " + manual.reason()
                : state.getClass().getSimpleName();
        return new State(
                name,
                () -> ledger.get().save(row) ? Optional.of(row.saved()) : Optional.empty(),
                () -> ledger.get().find(row.subscription()));
    }

    private List<State> accounts() {
        Membership paid = new Membership(new ChargeId("ch_1"), Money.of(1_200, "EUR"), NOW, Optional.empty());
        Account account = new Account(USER, new Region("IN"));
        return List.of(
                account("without membership", account),
                account("member", account.with(paid)),
                account("subscriber", account.with(paid.renewedBy(new SubscriptionId("sub_1")))),
                new State(
                        "cancelled",
                        () -> {
                            put(account.with(paid));
                            memberships().cancel(USER, paid, LATER);
                        },
                        listed(account.with(paid.cancelled(LATER))),
                        this::listed));
    }

    private State account(String name, Account account) {
        return new State(name, () -> put(account), listed(account), this::listed);
    }

    private void put(Account account) {
        put("ACCOUNTS_TABLE", DynamoAccountStore.write(account, Optional.of(DynamoAccountStore.groupShard(GROUP, 7))));
    }

    private static Object listed(Account account) {
        return List.of(Optional.of(account), List.of(USER));
    }

    private Object listed() {
        return List.of(
                new DynamoAccountStore(client, table("ACCOUNTS_TABLE")).find(USER),
                memberships().list(GROUP, 7, Optional.empty(), 10));
    }

    private DynamoAccountStore memberships() {
        return new DynamoAccountStore(client, table("ACCOUNTS_TABLE"));
    }

    private List<State> items() {
        Item full = new Item(
                SampleTransfers.item(1),
                new ObjectKey("1/user-1/item"),
                "Été 📷.jpg",
                4_000_000_000L,
                Optional.of("Ferien 2026"),
                Optional.of(NOW),
                Optional.of(new Sha1("a".repeat(40))));
        Item bare = SampleItems.bare(full.id(), full.key(), full.name(), 0);
        return List.of(item("full", full), item("without optional parts", bare));
    }

    private State item(String name, Item item) {
        return new State(
                name,
                () -> put("ITEMS_TABLE", ItemCodec.write(USER, item)),
                List.of(item),
                () -> new DynamoGalleryIndex(client, table("ITEMS_TABLE")).page(USER, Optional.empty(), 10));
    }

    private List<State> timelines() {
        Timeline published = PublishedTimeline.read();
        Publication first = new Publication(published, SampleOperators.named("Ada"), "as announced", Optional.of(NOW));
        Publication second = new Publication(
                new Timeline(published.version() + 1, published.exempt(), published.groups()),
                SampleOperators.named("Ada"),
                "later",
                Optional.of(LATER));
        return List.of(
                new State(
                        "published",
                        () -> publish(Publication.NONE, first),
                        first,
                        () -> timelineStore().current()),
                new State(
                        "replaced",
                        () -> {
                            publish(Publication.NONE, first);
                            publish(first, second);
                        },
                        List.of(second, Optional.of(first)),
                        () -> List.of(timelineStore().current(), timelineStore().replaced(first.version()))));
    }

    private void publish(Publication read, Publication next) {
        assertThat(timelineStore().publish(read, next)).isTrue();
    }

    private State schedules() {
        Supplier<FollowedTimeline> store = this::advanceStore;
        return new State(
                "followed", () -> store.get().follow(7), 7, () -> store.get().version());
    }

    private List<State> advances() {
        Map<Milestone, Instant> all = new EnumMap<>(Milestone.class);
        for (Milestone milestone : Milestone.values()) {
            all.put(milestone, NOW.plus(Duration.ofDays(all.size())));
        }
        return List.of(
                advance("begun", new ReachedMilestones(GROUP, Map.of(), 0)),
                advance("all", new ReachedMilestones(GROUP, all, 0)));
    }

    private State advance(String name, ReachedMilestones advance) {
        return new State(
                name,
                () -> advanceStore().save(advance),
                new ReachedMilestones(GROUP, advance.acted(), 1),
                () -> advanceStore().find(GROUP));
    }

    private DynamoJobStore jobStore() {
        return new DynamoJobStore(client, table("JOBS_TABLE"), random());
    }

    private List<State> jobs() {
        Job begun = Job.begun(JOB, 16, NOW);
        return List.of(
                job("begun", begun, () -> jobStore().begin(begun, NOW)),
                job(
                        "checked, two chunks done and one incomplete",
                        new Job(JOB, NOW, 16, LATER, Set.of(0, 15), Set.of(7), false, Optional.empty()),
                        () -> {
                            jobStore().begin(begun, NOW);
                            jobStore().check(begun, LATER);
                            jobStore().end(chunk(0), true);
                            jobStore().end(chunk(15), true);
                            jobStore().end(chunk(7), false);
                        }),
                job("paused", new Job(JOB, NOW, 16, NOW, Set.of(), Set.of(), true, Optional.empty()), () -> {
                    jobStore().begin(begun, NOW);
                    jobStore().pause(JOB);
                }),
                job("resumed", new Job(JOB, NOW, 16, NOW, Set.of(), Set.of(), false, Optional.of(LATER)), () -> {
                    jobStore().begin(begun, NOW);
                    jobStore().pause(JOB);
                    jobStore().resume(JOB, LATER);
                }),
                job("to be tried again", Job.begun(JOB, NOW, 16, Instant.EPOCH), () -> {
                    jobStore().begin(begun, NOW);
                    jobStore().retry(JOB);
                }));
    }

    private State job(String name, Job job, Runnable write) {
        return new State(name, write, Optional.of(job), () -> jobStore().find(JOB));
    }

    private List<State> chunks() {
        Map<String, String> aside = Map.of(
                USER.value(),
                "sundown.failure.PermanentFailure: a row cannot be read: account",
                "user-0",
                "java.lang.IllegalStateException");
        Chunk walked = new Chunk(JOB, 3, NOW, Optional.of(USER.value()), true, LATER, aside, "12", 1);
        Figures figures = new Figures(
                NOW,
                new GalleryCount(LATER, new Tally(7, 3_000_000_000L)),
                Map.of(Standing.BOTH, new Headcount(2, new Tally(1, 2))),
                Map.of(FailureReason.EMPTY, 4L),
                Map.of(WaitReason.ROOM, 2L),
                1);
        Chunk counted =
                new Chunk(JOB, 3, NOW, Optional.of(USER.value()), true, LATER, Map.of(), Json.write(figures), 1);
        return List.of(
                chunk("begun", chunk(3)),
                chunk("walked, two users set aside", walked),
                chunk("walked, with figures", counted));
    }

    /** A checkpoint of a later version is saved over an earlier one. */
    private State chunk(String name, Chunk chunk) {
        Runnable write = () -> {
            if (chunk.version() > 0) {
                assertThat(jobStore().save(chunk(3))).isPresent();
            }
            assertThat(jobStore().save(chunk)).isPresent();
        };
        return new State(
                name, write, Optional.of(chunk.saved()), () -> jobStore().findChunk(JOB, 3));
    }

    private static Chunk chunk(int number) {
        return new Chunk(JOB, number, NOW, Optional.empty(), false, NOW, Map.of(), "0", 0);
    }

    private List<State> closings() {
        Supplier<DynamoClosingStore> store = () -> new DynamoClosingStore(client, table("GROUPS_TABLE"), random());
        Optional<Closing.Counted> counted = Optional.of(new Closing.Counted(LATER, 5));
        return Map.of(
                        "begun", new Closing(GROUP, NOW, NOW, Optional.empty(), Optional.empty(), 0),
                        "moved and counted", new Closing(GROUP, NOW, LATER, counted, Optional.empty(), 0),
                        "drained", new Closing(GROUP, NOW, NOW, counted, Optional.of(LATER), 0))
                .entrySet()
                .stream()
                .map(closing -> new State(
                        closing.getKey(),
                        () -> store.get().save(closing.getValue()),
                        () -> store.get().find(GROUP)))
                .toList();
    }

    private List<State> plans() {
        PlanId id = SamplePurges.plan(1).id();
        Plan.Begun begun = new Plan.Begun(
                GROUP, id, SampleOperators.named("Zoë"), NOW, 7, 16, 12, Optional.empty(), Optional.empty());
        Plan.Begun replacing = Records.with(begun, "insteadOf", Optional.of(new PlanId("000000000000000000000000")));
        Plan.Begun planned = Records.with(begun, "planned", Optional.of(PLANNED));
        return List.of(
                plan("begun", begun, () -> planStore().begin(begun, Optional.empty())),
                plan("replacing", replacing, () -> planStore().begin(replacing, Optional.empty())),
                plan("planned", planned, () -> {
                    planStore().begin(begun, Optional.empty());
                    planStore().complete(GROUP, id, PLANNED);
                }));
    }

    /** The latest finished plan is another view of the same row. */
    private State plan(String name, Plan.Begun plan, Runnable write) {
        return new State(
                name,
                write,
                List.of(Optional.of(plan), plan.made()),
                () -> List.of(planStore().find(GROUP), planStore().latest(GROUP)));
    }

    private List<State> approvals() {
        Supplier<DynamoApprovalStore> store = () -> new DynamoApprovalStore(client, table("GROUPS_TABLE"), random());
        Approvals both = SamplePurges.approvals(GROUP, SamplePurges.plan(1));
        Approvals one = new Approvals(GROUP, both.plan(), List.of(SamplePurges.ADA), Optional.empty(), 0);
        return Stream.of(one, both)
                .map(said -> new State(
                        said.all().size() == 1 ? "one" : "both",
                        () -> store.get().save(said),
                        () -> store.get().find(GROUP)))
                .toList();
    }

    private List<State> purges() {
        Supplier<DynamoPurgeStore> store = () -> new DynamoPurgeStore(client, table("GROUPS_TABLE"), random());
        return Stream.of(
                        new PurgeState.Planned(),
                        new PurgeState.Canary(NOW),
                        new PurgeState.Waves(NOW),
                        new PurgeState.Purged(NOW),
                        new PurgeState.Certified(NOW),
                        new PurgeState.Differs(NOW),
                        new PurgeState.Aborted(SampleOperators.named("Ada"), "a mistake", NOW),
                        new PurgeState.Voided(NOW))
                .map(state -> new State(
                        name(state),
                        () -> store.get().save(new Purge(GROUP, SamplePurges.plan(1), state, 0)),
                        () -> store.get().find(GROUP)))
                .toList();
    }

    private List<State> killSwitches() {
        Supplier<DynamoKillSwitch> store = () -> new DynamoKillSwitch(client, table("GROUPS_TABLE"));
        return Stream.of(true, false)
                .map(stopped -> new KillSwitch.Position(stopped, SampleOperators.named("Ada"), "a drill", NOW))
                .map(position -> new State(
                        position.stopped() ? "stopped" : "allowed",
                        () -> store.get().set(position),
                        Optional.of(position),
                        () -> store.get().position()))
                .toList();
    }

    private List<State> limits() {
        Supplier<DynamoLimitStore> store = () -> new DynamoLimitStore(client, table("GROUPS_TABLE"), clock());
        LimitChange all = new LimitChange(
                new SetLimits(Stream.of(Limit.values()).collect(Collectors.toMap(limit -> limit, Limit::least))),
                1,
                SampleOperators.named("Ada"),
                "an incident",
                NOW);
        return List.of(new State(
                "all",
                () -> store.get().save(all),
                Optional.of(all),
                () -> store.get().latest()));
    }

    private List<State> holds() {
        Supplier<DynamoHoldStore> store =
                () -> new DynamoHoldStore(client, table("HOLDS_TABLE"), table("GROUPS_TABLE"));
        return Stream.of(Optional.of(LATER), Optional.<Instant>empty())
                .map(until -> new Hold(USER, "a lawsuit", SampleOperators.named("Ada"), NOW, until))
                .map(hold -> new State(
                        hold.until().isPresent() ? "until a date" : "for ever",
                        () -> {
                            store.get().place(GROUP, hold);
                            store.get().place(GROUP, hold);
                            store.get().place(GROUP, hold);
                        },
                        List.of(Optional.of(hold), 2L),
                        () -> List.of(store.get().find(USER), store.get().changes(GROUP))))
                .toList();
    }

    private List<State> claims() {
        Supplier<DynamoClaims> store =
                () -> new DynamoClaims(client, table("CLAIMS_TABLE"), Clock.fixed(NOW, ZoneOffset.UTC));
        ObjectKey key = new ObjectKey("photos/shared.jpg");
        Map<String, AttributeValue> row = new RowWriter()
                .text("objectKey", key.value())
                .text("userId", USER.value())
                .attributes();
        Runnable imported = () -> client.putItem(
                request -> request.tableName(table("CLAIMS_TABLE")).item(row));
        return List.of(
                new State(
                        "imported",
                        imported,
                        List.of(new Claimant(USER, false)),
                        () -> store.get().listClaimants(key)),
                new State(
                        "released",
                        () -> {
                            imported.run();
                            store.get().release(key, USER);
                        },
                        List.of(new Claimant(USER, true)),
                        () -> store.get().listClaimants(key)));
    }

    private List<State> deliveries() {
        Supplier<DynamoDeliveryLedger> store =
                () -> new DynamoDeliveryLedger(client, table("DELIVERIES_TABLE"), random());
        MailId mail = new MailId("exports-opened@2026-11-24T00:00:00Z");
        return Stream.of(Delivery.State.values())
                .map(state -> new Delivery(
                        USER,
                        mail,
                        state,
                        LATER,
                        Optional.of(NOW).filter(_ -> state.compareTo(Delivery.State.SENT) >= 0),
                        Optional.of("0102018b-message").filter(_ -> state.compareTo(Delivery.State.SENT) >= 0),
                        Optional.of("NO_ADDRESS").filter(_ -> state == Delivery.State.SKIPPED),
                        0))
                .map(delivery -> new State(
                        delivery.state().name(),
                        () -> store.get().save(delivery),
                        Optional.of(delivery.saved()),
                        () -> store.get().find(USER, mail)))
                .toList();
    }

    private List<State> receipts() {
        Supplier<DynamoReceiptStore> store = () -> new DynamoReceiptStore(client, table("RECEIPTS_TABLE"), 1095);
        return Stream.of(
                        Map.entry("of all", SampleReceipts.whole(USER)),
                        Map.entry("of an archive that was not planned", SampleReceipts.unplanned(USER)),
                        Map.entry("of nothing", SampleReceipts.empty(USER)))
                .map(receipt -> new State(
                        receipt.getKey(),
                        () -> store.get().keep(receipt.getValue()),
                        Optional.of(receipt.getValue()),
                        () -> store.get().find(USER)))
                .toList();
    }

    private State certificate(long number) {
        Supplier<DynamoCertificateChain> store =
                () -> new DynamoCertificateChain(client, table("GROUPS_TABLE"), random());
        List<Link> links = Stream.iterate(1L, next -> next + 1)
                .limit(number)
                .map(next -> new Link(
                        next,
                        new ObjectKey("certificates/1/plan" + next + ".json"),
                        new ManifestHash("%064x".formatted(next)),
                        "{\"number\":" + next + "}"))
                .toList();
        return new State(
                "number " + number,
                () -> links.forEach(link -> store.get().append(link)),
                Optional.of(links.getLast()),
                () -> store.get().last());
    }

    private List<State> deletions() {
        Supplier<DynamoDeletionRecords> store = () -> new DynamoDeletionRecords(client, table("DELETIONS_TABLE"));
        return Arrays.stream(Deletion.Progress.values())
                .map(outcome -> new Deletion(
                        new Place(5, USER),
                        SamplePurges.plan(1).id(),
                        new Totals(5, 4, 3, 2_000_000_000L),
                        20,
                        1,
                        outcome,
                        NOW))
                .map(deletion -> new State(
                        deletion.outcome().name(),
                        () -> store.get().put(GROUP, deletion),
                        List.of(Optional.of(deletion), List.of(deletion)),
                        () -> List.of(
                                store.get().find(GROUP, deletion.plan(), deletion.place()),
                                store.get().list(GROUP, deletion.plan(), 5).toList())))
                .toList();
    }

    private List<State> operatorCalls() {
        Supplier<DynamoCallRecords> store = () -> new DynamoCallRecords(client, table("OPERATOR_CALLS_TABLE"));
        CallRecord hold = new CallRecord(
                CallId.of(NOW, "JKJaXmPLvHcESHA="),
                "hold-account",
                SampleOperators.named("Ada"),
                Set.of(Role.PURGE_APPROVER, Role.LEGAL),
                false,
                Map.of("group", "1", "user", USER.value()),
                Optional.of("a lawsuit"),
                CallRecord.BEGUN);
        CallRecord stop = new CallRecord(
                CallId.of(NOW, "none"),
                "stop-purges",
                Operator.unproven("Grace"),
                Set.of(),
                true,
                Map.of(),
                Optional.empty(),
                CallRecord.DONE);
        return Stream.of(hold, stop)
                .map(call -> new State(
                        call.outcome(),
                        () -> store.get().put(call),
                        List.of(call),
                        () -> store.get().list(call.id().day(), Optional.empty(), 2)))
                .toList();
    }

    private List<State> countings() {
        Supplier<DynamoCountingStore> store = () -> new DynamoCountingStore(client, table("GROUPS_TABLE"));
        Counting begun = new Counting(REPORT, NOW, List.of(new GroupId("2"), GROUP), false);
        return Stream.of(begun, new Counting(REPORT, NOW, begun.groups(), true))
                .map(counting -> new State(
                        counting.composed() ? "composed" : "begun",
                        () -> {
                            store.get().begin(begun, Optional.empty());
                            if (counting.composed()) {
                                store.get().composed(REPORT);
                            }
                        },
                        Optional.of(counting),
                        () -> store.get().find()))
                .toList();
    }

    private List<State> quotas() {
        return List.of(
                quota("reserved for the next day", 30, 3, 17), quota("reserved for a later minute", 1_000, 60, 60));
    }

    private State quota(String name, long perDay, int... drawn) {
        QuotaRules.Limits limits = new QuotaRules.Limits(perDay, 200, 200, true, 1_000, ZoneOffset.ofHours(-8));
        Supplier<RequestQuota> quota =
                () -> new RequestQuota(new DynamoQuotaStore(client, table("QUOTAS_TABLE")), () -> limits);
        return new State(
                name,
                () -> {
                    IntStream.of(drawn).forEach(uploads -> draw(quota.get(), uploads));
                    return draw(quota.get(), 9);
                },
                () -> draw(quota.get(), 9));
    }

    private static Optional<Answer.Setback> draw(RequestQuota quota, int uploads) {
        return quota.draw(USER, new QuotaStore.Requests(1, uploads), 0, NOW);
    }

    private List<State> breakers() {
        Supplier<DynamoBreakerStore> store =
                () -> new DynamoBreakerStore(client, table("QUOTAS_TABLE"), clock(), random());
        return Stream.of(new CircuitBreaker.Closed(Set.of("user-1"), NOW), new CircuitBreaker.Open(3, LATER))
                .map(breaker -> new State(
                        breaker instanceof CircuitBreaker.Open ? "open" : "closed",
                        () -> store.get().save(BreakerStore.Kept.NONE, breaker),
                        Optional.of(new BreakerStore.Kept(breaker, 1)),
                        () -> Optional.of(store.get().find())))
                .toList();
    }

    private DynamoTransferStore transferStore() {
        return new DynamoTransferStore(client, table("TRANSFERS_TABLE"), clock(), random());
    }

    private DynamoArchiveStore archiveStore() {
        return new DynamoArchiveStore(client, table("ARCHIVES_TABLE"), clock(), random());
    }

    private DynamoRefundLedger ledger() {
        return new DynamoRefundLedger(client, table("REFUNDS_TABLE"), random());
    }

    private DynamoTimelineStore timelineStore() {
        return new DynamoTimelineStore(client, table("GROUPS_TABLE"), clock());
    }

    private DynamoMilestoneStore advanceStore() {
        return new DynamoMilestoneStore(client, table("GROUPS_TABLE"), random());
    }

    private DynamoPlanStore planStore() {
        return new DynamoPlanStore(client, table("GROUPS_TABLE"));
    }

    private void put(String variable, Map<String, AttributeValue> row) {
        client.putItem(request -> request.tableName(table(variable)).item(row));
    }

    private String table(String variable) {
        return environment.get(variable);
    }

    private static String name(Object state) {
        return state.getClass().getSimpleName();
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    /** Each store begins the same series of write ids. */
    private static RandomGenerator random() {
        return new Random(7);
    }
}
