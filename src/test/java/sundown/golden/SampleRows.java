package sundown.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.golden.Samples.GROUP;
import static sundown.golden.Samples.NOW;
import static sundown.golden.Samples.USER;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
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
import sundown.account.Money;
import sundown.account.ReachStore.Reach;
import sundown.account.Region;
import sundown.archive.Archive;
import sundown.archive.Archive.PlanId;
import sundown.archive.Volume;
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
import sundown.aws.dynamodb.DynamoGalleryOrders;
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
import sundown.contract.SamplePurges;
import sundown.contract.SampleTransfers;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.failure.CircuitBreaker;
import sundown.gallery.Claims.Claimant;
import sundown.gallery.GalleryOrders;
import sundown.gallery.GalleryOrders.Place;
import sundown.gallery.Item;
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
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.milestone.Schedules.FollowedTimeline;
import sundown.operator.CallRecords.CallRecord;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.CertificateChain.Link;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.KillSwitch;
import sundown.purge.Plan;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.close.ClosingStore.Closing;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.receipt.Safety.Headcount;
import sundown.receipt.Safety.Standing;
import sundown.receipt.Safety.Sums;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.RefundLedger.Refund;
import sundown.report.CountingStore.Counting;
import sundown.report.Figures;
import sundown.report.Figures.GalleryCount;
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
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.LibraryAlbum;
import sundown.transfer.QuotaRules;
import sundown.transfer.QuotaStore;
import sundown.transfer.RequestQuota;
import sundown.transfer.SettledBatch;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState.WaitReason;
import sundown.transfer.TransferStore.FailedItem;
import sundown.transfer.Years;

/** Every kind of row in every state, as the stores write it. */
record SampleRows(DynamoDbClient client, Map<String, String> environment) {
    private static final JobId JOB = new JobId("memberships", GROUP);
    private static final Instant LATER = NOW.plusSeconds(3_600);
    private static final ReportId REPORT = new ReportId("2026-11-24-2");

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
                new Kind("settled-batch", List.of("TRANSFERS_TABLE"), settledBatches()),
                new Kind("order", List.of("TRANSFERS_TABLE"), orders()),
                new Kind("library-album", List.of("TRANSFERS_TABLE"), libraryAlbums()),
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
                new Kind("limits", List.of("GROUPS_TABLE"), List.of(limits())),
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

    /**
     * A state for each sample.
     *
     * @param write returns what must be read
     */
    private static <T> List<State> states(Map<String, T> samples, Function<T, Object> write, Function<T, Object> read) {
        return samples.entrySet().stream()
                .map(sample -> new State(
                        sample.getKey(), () -> write.apply(sample.getValue()), () -> read.apply(sample.getValue())))
                .toList();
    }

    /** Writes a sample, which must be read as it is. */
    private static <T> Function<T, Object> asItIs(Consumer<T> write) {
        return sample -> {
            write.accept(sample);
            return Optional.of(sample);
        };
    }

    private static List<State> with(List<State> states, State... more) {
        return Stream.concat(states.stream(), Stream.of(more)).toList();
    }

    private List<State> transfers() {
        Transfer transfer = Records.with(
                SampleTransfers.halfWay(USER),
                "earlier",
                List.of(new LibraryAccount("101112131415161718192", "the.one.before@example.com")));
        return with(
                states(
                        Samples.of(Transfer.class),
                        row -> transferStore().save(row),
                        row -> transferStore().find(USER)),
                new State(
                        "saved twice",
                        () -> transferStore()
                                .save(transferStore().save(transfer).orElseThrow()),
                        () -> transferStore().find(USER)));
    }

    private List<State> inventories() {
        Supplier<InventoryStore> store = () -> new DynamoInventoryStore(client, table("TRANSFERS_TABLE"), random());
        return states(
                Samples.of(Inventory.class),
                row -> store.get().save(row),
                row -> store.get().find(USER));
    }

    private List<State> batches() {
        Transfer transfer = SampleTransfers.halfWay(USER);
        return states(
                Samples.of(Batch.class, Map.of("number", transfer.progress().batch())),
                asItIs(batch -> transferStore().saveBatch(transfer, batch)),
                batch -> transferStore().findBatch(transfer));
    }

    private List<State> settledBatches() {
        Transfer transfer = SampleTransfers.halfWay(USER);
        Transfer next = transfer.with(transfer.progress().passItems(Optional.empty(), List.of(), 0, NOW));
        return states(
                Map.of("taken", new SettledBatch(7, SampleTransfers.taken(), new Years(Map.of("0", 1L, "2019", 2L)))),
                asItIs(settled -> transferStore().saveSettled(transfer, settled)),
                _ -> transferStore().listSettled(next, transfer.progress().batch(), 1).stream()
                        .findFirst());
    }

    private List<State> orders() {
        Supplier<GalleryOrders> orders = () -> new DynamoGalleryOrders(client, table("TRANSFERS_TABLE"), random());
        return states(
                Samples.of(Place.class),
                asItIs(place -> orders.get().write(USER, 7, List.of(place))),
                _ -> orders.get().read(USER, 7, 0).stream().findFirst());
    }

    private List<State> libraryAlbums() {
        Transfer transfer = SampleTransfers.halfWay(USER);
        return states(
                Samples.of(LibraryAlbum.class),
                asItIs(album -> transferStore().saveAlbum(transfer, album)),
                album -> transferStore().findAlbum(transfer, album.title()));
    }

    private List<State> failedItems() {
        Transfer transfer = SampleTransfers.halfWay(USER);
        return states(
                Samples.of(FailedItem.class),
                asItIs(failed -> transferStore().saveFailures(transfer, List.of(failed))),
                failed -> transferStore().listFailures(transfer, Optional.empty(), 10).stream()
                        .findFirst());
    }

    private List<State> archives() {
        return states(
                Samples.of(Archive.class),
                row -> archiveStore().save(row),
                row -> archiveStore().find(USER));
    }

    private List<State> volumes() {
        Archive archive = SampleArchives.ready(USER);
        PlanId plan = archive.contents().orElseThrow().plan();
        return states(
                Samples.of(Volume.class, Map.of("archive", archive.id(), "plan", plan)),
                volume -> archiveStore().save(volume).map(saved -> List.of(saved, saved)),
                volume -> archiveStore()
                        .findVolume(archive, volume.number())
                        .map(found -> List.of(
                                found, archiveStore().listVolumes(archive).getFirst())));
    }

    private List<State> refunds() {
        Supplier<DynamoRefundLedger> ledger = () -> new DynamoRefundLedger(client, table("REFUNDS_TABLE"), random());
        return states(
                Samples.of(Refund.class),
                row -> ledger.get().save(row),
                row -> ledger.get().find(row.charge()));
    }

    private List<State> cancellations() {
        Supplier<DynamoCancellationLedger> ledger =
                () -> new DynamoCancellationLedger(client, table("SUBSCRIPTIONS_TABLE"), random());
        return states(
                Samples.of(Cancellation.class),
                row -> ledger.get().save(row) ? Optional.of(row.saved()) : Optional.empty(),
                row -> ledger.get().find(row.subscription()));
    }

    private List<State> accounts() {
        Membership paid = new Membership(new ChargeId("ch_1"), Money.of(1_200, "EUR"), NOW, Optional.empty());
        Account member = new Account(USER, new Region("IN")).with(paid);
        return with(
                states(
                        Samples.of(Account.class),
                        account -> {
                            put(account);
                            return listed(account);
                        },
                        account -> listed()),
                new State(
                        "cancelled",
                        () -> {
                            put(member);
                            memberships().cancel(USER, paid, LATER);
                        },
                        listed(member.with(paid.cancelled(LATER))),
                        this::listed));
    }

    private void put(Account account) {
        put("ACCOUNTS_TABLE", DynamoAccountStore.write(account, Optional.of(DynamoAccountStore.groupShard(GROUP, 7))));
    }

    private static Object listed(Account account) {
        return List.of(Optional.of(account), List.of(USER));
    }

    private Object listed() {
        return List.of(memberships().find(USER), memberships().list(GROUP, 7, Optional.empty(), 10));
    }

    private DynamoAccountStore memberships() {
        return new DynamoAccountStore(client, table("ACCOUNTS_TABLE"));
    }

    private List<State> items() {
        return states(
                Samples.of(Item.class),
                asItIs(item -> put("ITEMS_TABLE", DynamoGalleryIndex.write(USER, item))),
                item -> new DynamoGalleryIndex(client, table("ITEMS_TABLE"))
                        .page(USER, Optional.empty(), 10).stream().findFirst());
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
        return states(
                Samples.of(ReachedMilestones.class),
                row -> {
                    assertThat(advanceStore().save(row)).isTrue();
                    return Records.with(row, "version", 1L);
                },
                row -> advanceStore().find(GROUP));
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
                new Sums(Map.of(Standing.BOTH, new Headcount(2, new Tally(1, 2))), 3),
                Map.of(FailureReason.EMPTY, 4L),
                Map.of(WaitReason.ROOM, 2L),
                Map.of(Reach.REACHED, 2L),
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
        return states(
                Samples.of(Closing.class),
                row -> store.get().save(row),
                row -> store.get().find(GROUP));
    }

    /** The latest finished plan is another view of the same row. */
    private List<State> plans() {
        return states(
                Samples.of(Plan.Begun.class),
                plan -> {
                    planStore().begin(Records.with(plan, "planned", Optional.empty()), Optional.empty());
                    plan.planned().ifPresent(planned -> planStore().complete(GROUP, plan.id(), planned));
                    return List.of(Optional.of(plan), plan.made());
                },
                plan -> List.of(planStore().find(GROUP), planStore().latest(GROUP)));
    }

    private List<State> approvals() {
        Supplier<DynamoApprovalStore> store = () -> new DynamoApprovalStore(client, table("GROUPS_TABLE"), random());
        return with(
                states(
                        Samples.of(Approvals.class),
                        row -> store.get().save(row),
                        row -> store.get().find(GROUP)),
                new State(
                        "both",
                        () -> store.get().save(SamplePurges.approvals(GROUP, SamplePurges.plan(1))),
                        () -> store.get().find(GROUP)));
    }

    private List<State> purges() {
        Supplier<DynamoPurgeStore> store = () -> new DynamoPurgeStore(client, table("GROUPS_TABLE"), random());
        return states(
                Samples.of(Purge.class),
                row -> store.get().save(row),
                row -> store.get().find(GROUP));
    }

    private List<State> killSwitches() {
        Supplier<DynamoKillSwitch> store = () -> new DynamoKillSwitch(client, table("GROUPS_TABLE"));
        return states(
                Samples.of(KillSwitch.Position.class),
                asItIs(position -> store.get().set(position)),
                position -> store.get().position());
    }

    private State limits() {
        Supplier<DynamoLimitStore> store = () -> new DynamoLimitStore(client, table("GROUPS_TABLE"), clock());
        LimitChange all = new LimitChange(
                new SetLimits(Stream.of(Limit.values()).collect(Collectors.toMap(limit -> limit, Limit::least))),
                1,
                SampleOperators.named("Ada"),
                "an incident",
                NOW);
        return new State(
                "all",
                () -> store.get().save(all),
                Optional.of(all),
                () -> store.get().latest());
    }

    private List<State> holds() {
        Supplier<DynamoHoldStore> store =
                () -> new DynamoHoldStore(client, table("HOLDS_TABLE"), table("GROUPS_TABLE"));
        return states(
                Samples.of(Hold.class),
                hold -> {
                    store.get().place(GROUP, hold);
                    store.get().place(GROUP, hold);
                    store.get().place(GROUP, hold);
                    return List.of(Optional.of(hold), 2L);
                },
                hold -> List.of(store.get().find(USER), store.get().changes(GROUP)));
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
        return states(
                Samples.of(Delivery.class),
                delivery -> store.get().save(delivery) ? Optional.of(delivery.saved()) : Optional.empty(),
                delivery -> store.get().find(USER, delivery.mail()));
    }

    private List<State> receipts() {
        Supplier<DynamoReceiptStore> store = () -> new DynamoReceiptStore(client, table("RECEIPTS_TABLE"), 1095);
        return states(
                Samples.of(Receipt.class, Map.of("deletedAt", Optional.of(LATER))),
                asItIs(receipt -> store.get().keep(receipt)),
                receipt -> store.get().find(USER));
    }

    private State certificate(long number) {
        Supplier<DynamoCertificateChain> store =
                () -> new DynamoCertificateChain(client, table("GROUPS_TABLE"), random());
        List<Link> links = Stream.iterate(1L, next -> next + 1)
                .limit(number)
                .map(next -> new Link(
                        next,
                        new ObjectKey("certificates/1/plan" + next + ".json"),
                        new Sha256("%064x".formatted(next)),
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
        return states(
                Samples.of(Deletion.class),
                deletion -> {
                    assertThat(store.get().put(GROUP, deletion)).isTrue();
                    return List.of(Optional.of(deletion), List.of(deletion));
                },
                deletion -> List.of(
                        store.get().find(GROUP, deletion.plan(), deletion.place()),
                        store.get()
                                .list(GROUP, deletion.plan(), deletion.place().chunk())
                                .toList()));
    }

    private List<State> operatorCalls() {
        Supplier<DynamoCallRecords> store = () -> new DynamoCallRecords(client, table("OPERATOR_CALLS_TABLE"));
        return states(
                Samples.of(CallRecord.class),
                asItIs(call -> assertThat(store.get().put(call)).isTrue()),
                call -> store.get().list(call.chapter(), Optional.empty(), 2).stream()
                        .findFirst());
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
        return states(
                Samples.of(CircuitBreaker.class),
                breaker -> {
                    assertThat(store.get().save(BreakerStore.Kept.NONE, breaker))
                            .isTrue();
                    return new BreakerStore.Kept(breaker, 1);
                },
                breaker -> store.get().find());
    }

    private DynamoTransferStore transferStore() {
        return new DynamoTransferStore(client, table("TRANSFERS_TABLE"), clock(), random());
    }

    private DynamoArchiveStore archiveStore() {
        return new DynamoArchiveStore(client, table("ARCHIVES_TABLE"), clock(), random());
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

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    /** Each store begins the same series of write ids. */
    private static RandomGenerator random() {
        return new Random(7);
    }
}
