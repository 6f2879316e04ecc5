package sundown.local.demo.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import sundown.account.Account;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.ReachStore.Reach;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.aws.dynamodb.DynamoGalleryIndex;
import sundown.aws.dynamodb.DynamoHoldStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.aws.s3.S3ReportFiles;
import sundown.edge.Json;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;
import sundown.hold.HoldStore.Hold;
import sundown.local.demo.cloud.LocalCloud.GalleryObject;
import sundown.media.Choice;
import sundown.operator.Operator;
import sundown.receipt.Safety.Headcount;
import sundown.receipt.Safety.Standing;
import sundown.receipt.Safety.Sums;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;
import sundown.refund.RefundState.StateName;
import sundown.report.Figures;
import sundown.report.Figures.GalleryCount;
import sundown.report.ProgressReport;
import sundown.report.ProgressReport.Day;
import sundown.report.ProgressReport.GroupProgress;
import sundown.report.ProgressRules;
import sundown.report.ReportFiles.ReportFile;
import sundown.report.ReportFiles.ReportId;
import sundown.timeline.Group;
import sundown.timeline.Timeline;
import sundown.transfer.FailureReason;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Progress;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Progress.Pace;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.Terms;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferRules;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferStore.FailedItem;

/**
 * Some hundred users who live in a local cloud beside the member, so that its console has something to show: what they
 * have moved and what failed, fees that went back or wait for people, a hold, and the reports of sixty days. Their
 * galleries have rows, and no bytes, but for a group that has ended.
 */
record Residents(Stack stack, Instant now) {
    private static final List<Place> PLACES = List.of(
            new Place("IN", 70),
            new Place("ID", 50),
            new Place("PH", 30),
            new Place("BR", 35),
            new Place("TR", 25),
            new Place("DE", 20),
            new Place("JP", 20));

    private static final int ITEMS = 4;
    private static final int REPORTS = 60;
    private static final int AT_ONCE = 8;

    /** A group that has ended is small, because each of its users is deleted while people wait. */
    private static final int FEWER = 5;

    /** The share of users who move before the close, and the days in which most of them do. */
    private static final double MOVERS = 0.72;

    private static final double DAYS = 30;

    private static final Duration NEVER = Duration.ofDays(10_000);

    private static final Money FEE = Money.of(1_200, "EUR");

    /** What the items of a user are. */
    private enum Kind {
        FILM("film-%d.mp4", "Films", 900_000_000),
        PHOTO("photo-%d.jpg", "Holiday", 20_000);

        private final String name;
        private final String album;
        private final int bytes;

        Kind(String name, String album, int bytes) {
            this.name = name;
            this.album = album;
            this.bytes = bytes;
        }

        private String name(int index) {
            return name.formatted(index + 1);
        }

        private Tally tally(int items) {
            return new Tally(items, (long) items * bytes);
        }
    }

    /** A region, which says the group of its users. */
    private record Place(String region, int users) {}

    /**
     * One of them.
     *
     * @param movedAt when their move ended; later than now for one that has not begun
     * @param failed the number of items that Google did not take
     */
    private record Resident(LocalUser local, Kind kind, Instant movedAt, int failed) {
        private UserId user() {
            return new UserId(local.userId());
        }

        private boolean hasMoved(Instant at) {
            return !movedAt.isAfter(at);
        }

        private Tally gallery() {
            return kind.tally(ITEMS);
        }

        private Tally failures() {
            return kind.tally(failed);
        }

        private Standing standing(Instant at) {
            if (!hasMoved(at)) {
                return Standing.NOTHING_TAKEN;
            }
            return failed == 0 ? Standing.MOVED : Standing.PARTLY_SAFE;
        }

        private Headcount safe(Instant at) {
            return new Headcount(1, hasMoved(at) ? gallery().minus(failures()) : Tally.NONE);
        }
    }

    /** Moves them in, but for those of groups that have ended; call it when the timeline is published. */
    void moveIn(Timeline timeline) {
        Map<Group, List<Resident>> residents = timeline.groups().stream()
                .collect(Collectors.toMap(Function.identity(), group -> residents(timeline, group)));
        Map<Group, List<Refund>> refunds = timeline.groups().stream()
                .collect(Collectors.toMap(Function.identity(), group -> refunds(group, residents.get(group))));
        timeline.groups().stream().filter(group -> !hasEnded(group)).forEach(group -> {
            put(residents.get(group), refunds.get(group));
            residents.get(group).stream()
                    .findFirst()
                    .filter(_ -> group.dates().exportsOpen().isBefore(now))
                    .ifPresent(held -> hold(group, held));
        });
        report(timeline.groups().stream()
                .map(group -> progress(group, residents.get(group), refunds.get(group)))
                .toList());
    }

    /** Moves those of one group in. In a group that has ended, photos have bytes, which can be deleted. */
    void moveIn(Timeline timeline, Group group) {
        List<Resident> residents = residents(timeline, group);
        put(residents, refunds(group, residents));
    }

    private void put(List<Resident> residents, List<Refund> refunds) {
        residents.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::put)).forEach(_ -> {});
        refunds.forEach(this::put);
    }

    private boolean hasEnded(Group group) {
        return !now.isBefore(group.dates().close());
    }

    private List<Resident> residents(Timeline timeline, Group group) {
        return PLACES.stream()
                .filter(place -> timeline.has(group.id(), new Region(place.region)))
                .flatMap(place -> residents(group, place))
                .toList();
    }

    /** Many move at once, then fewer and fewer; every seventh with an item that Google does not take. */
    private Stream<Resident> residents(Group group, Place place) {
        int users = hasEnded(group) ? place.users / FEWER : place.users;
        return IntStream.range(0, users).mapToObj(index -> {
            String id = "user-%s-%03d".formatted(place.region.toLowerCase(Locale.ROOT), index);
            return new Resident(
                    new LocalUser(id, place.region, group.id().value()),
                    hasEnded(group) ? Kind.PHOTO : Kind.FILM,
                    group.dates().exportsOpen().plus(untilMoved((index + 0.5) / users)),
                    index % 7 == 3 ? 1 : 0);
        });
    }

    private static Duration untilMoved(double share) {
        return share < MOVERS ? Duration.ofMinutes(Math.round(-DAYS * 24 * 60 * Math.log(1 - share / MOVERS))) : NEVER;
    }

    private Resident put(Resident resident) {
        LocalUser local = resident.local;
        Account account = new Account(resident.user(), new Region(local.region()));
        List<Item> items = IntStream.range(0, ITEMS)
                .mapToObj(index -> item(resident, index))
                .toList();
        tables().batchWriteItem(request -> request.requestItems(Map.of(
                stack.variable("ACCOUNTS_TABLE"),
                List.of(put(DynamoAccountStore.write(account, Optional.of(local.groupShard())))),
                stack.variable("ITEMS_TABLE"),
                items.stream()
                        .map(item -> put(DynamoGalleryIndex.write(resident.user(), item)))
                        .toList())));
        if (resident.kind == Kind.PHOTO) {
            items.forEach(this::putObject);
        }
        if (resident.hasMoved(now)) {
            TransferStore transfers = new DynamoTransferStore(
                    tables(),
                    stack.variable("TRANSFERS_TABLE"),
                    Clock.fixed(now, ZoneOffset.UTC),
                    RandomGenerator.getDefault());
            Transfer saved = transfers.save(transfer(resident)).orElseThrow();
            transfers.saveFailures(saved, failures(resident));
        }
        return resident;
    }

    private Item item(Resident resident, int index) {
        String name = resident.kind.name(index);
        return new Item(
                new ItemId("item-" + index),
                new ObjectKey(resident.local.key(stack.layout(), name)),
                name,
                resident.kind.bytes,
                Set.of(resident.kind.album),
                Optional.of(now.minus(Duration.ofDays(400 + index))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Marks.NONE);
    }

    private void putObject(Item item) {
        GalleryObject object =
                GalleryObject.of(stack.variable("GALLERY_BUCKET"), item.key().value());
        stack.clients()
                .s3()
                .putObject(
                        request -> request.bucket(object.bucket()).key(object.key()),
                        RequestBody.fromBytes(new byte[(int) item.bytes()]));
    }

    private static Transfer transfer(Resident resident) {
        Instant begun = resident.movedAt.minus(Duration.ofHours(5));
        Counts counts = new Counts(
                resident.gallery(),
                resident.gallery().minus(resident.failures()),
                Tally.NONE,
                resident.failures(),
                Tally.NONE,
                Tally.NONE,
                Tally.NONE);
        Progress progress = new Progress(
                0,
                2,
                Optional.empty(),
                counts,
                Pace.startingAt(begun),
                0,
                Optional.of(resident.movedAt).filter(_ -> resident.failed > 0),
                Optional.empty(),
                0,
                Optional.empty());
        return new Transfer(
                resident.user(),
                new TransferId(
                        "residents" + Math.floorMod(resident.local.userId().hashCode(), 1_000_000)),
                new LibraryAccount(
                        "1174" + resident.local.userId().hashCode(), resident.local.userId() + "@example.com"),
                Optional.empty(),
                new TransferState.Finished(resident.movedAt),
                new RoomCheck.Settled(),
                progress,
                List.of(),
                new Terms(
                        Optional.empty(),
                        Choice.of(Choice.Selection.ALL, Optional.of(false)),
                        Optional.of(1L),
                        Tally.NONE,
                        Optional.empty()),
                begun,
                TransferRules.LEASE,
                0);
    }

    private static List<FailedItem> failures(Resident resident) {
        return IntStream.range(0, resident.failed)
                .mapToObj(index -> new FailedItem(
                        new ItemId("item-" + index),
                        resident.kind.name(index),
                        resident.kind.bytes,
                        FailureReason.NOT_A_PHOTO_OR_VIDEO,
                        resident.movedAt))
                .toList();
    }

    /**
     * A third of those who have moved had paid; of every fifth of these, people have to see to the fee, until the group
     * ends.
     */
    private List<Refund> refunds(Group group, List<Resident> residents) {
        List<Resident> paid = residents.stream()
                .filter(resident -> resident.hasMoved(now) && resident.failed == 0)
                .filter(resident -> resident.local.userId().hashCode() % 3 == 0)
                .toList();
        return IntStream.range(0, paid.size())
                .mapToObj(index -> refund(group, paid.get(index), index))
                .toList();
    }

    private Refund refund(Group group, Resident resident, int index) {
        String name = resident.local.userId();
        Instant at = resident.movedAt.plus(Duration.ofMinutes(1));
        RefundState state = index % 5 == 4 && !hasEnded(group)
                ? new RefundState.Manual(ManualReason.REFUND_FAILED, Optional.of(new RefundId("re_" + name)), at)
                : new RefundState.Succeeded(new RefundId("re_" + name), FEE, at);
        return new Refund(
                new ChargeId("ch_" + name.replace('-', '_')),
                resident.user(),
                group.id(),
                FEE,
                PaidThrough.STRIPE,
                Optional.empty(),
                state,
                resident.movedAt,
                0);
    }

    private void put(Refund refund) {
        RefundLedger ledger =
                new DynamoRefundLedger(tables(), stack.variable("REFUNDS_TABLE"), RandomGenerator.getDefault());
        Refund opened = ledger.open(
                refund.withState(new RefundState.Intent(Refund.Trigger.TRANSFER_FINISHED, refund.openedAt())));
        if (ledger.save(opened.withState(refund.state())).isEmpty()) {
            throw new IllegalStateException("another writer has saved the refund of a resident");
        }
    }

    private void hold(Group group, Resident held) {
        new DynamoHoldStore(tables(), stack.variable("HOLDS_TABLE"), stack.variable("GROUPS_TABLE"))
                .place(
                        group.id(),
                        new Hold(
                                held.user(),
                                "a court asks for it, order 12/2023",
                                Operator.proven("mary", "Mary"),
                                now,
                                Optional.empty()));
    }

    private GroupProgress progress(Group group, List<Resident> residents, List<Refund> refunds) {
        List<Day> before = IntStream.rangeClosed(1, REPORTS)
                .mapToObj(days -> now.minus(Duration.ofDays(1L + REPORTS - days)))
                .map(at -> day(figures(residents, at)))
                .toList();
        return ProgressRules.progress(group, figures(residents, now), totals(refunds), before, now);
    }

    private static Day day(Figures figures) {
        Sums safety = figures.safety();
        return new Day(
                figures.at(), safety.users(), safety.safe(), figures.galleries().tally());
    }

    private static Figures figures(List<Resident> residents, Instant at) {
        Map<Standing, Headcount> standings = residents.stream()
                .collect(Collectors.toMap(each -> each.standing(at), each -> each.safe(at), Headcount::plus));
        long failed = residents.stream()
                .filter(each -> each.hasMoved(at))
                .mapToLong(Resident::failed)
                .sum();
        Tally galleries = residents.stream().map(Resident::gallery).reduce(Tally.NONE, Tally::plus);
        return new Figures(
                at,
                new GalleryCount(at, galleries),
                new Sums(standings, 0),
                failed == 0 ? Map.of() : Map.of(FailureReason.NOT_A_PHOTO_OR_VIDEO, failed),
                Map.of(),
                Map.of(Reach.NOT_WRITTEN_TO, (long) residents.size()),
                0);
    }

    private static Map<StateName, Map<String, Total>> totals(List<Refund> refunds) {
        Map<StateName, Long> counts = refunds.stream()
                .collect(Collectors.groupingBy(refund -> refund.state().name(), Collectors.counting()));
        Map<StateName, Map<String, Total>> totals = new HashMap<>();
        counts.forEach((state, count) -> totals.put(
                state,
                Map.of(
                        FEE.currency().getCurrencyCode(),
                        new Total(count, count * FEE.minorUnits(), Map.of(PaidThrough.STRIPE.word(), count)))));
        return totals;
    }

    private void report(List<GroupProgress> groups) {
        ReportId today = ReportId.on(now);
        S3ReportFiles files = new S3ReportFiles(stack.clients().s3(), stack.variable("AUDIT_BUCKET"));
        String document = Json.write(new ProgressReport(today, now, groups));
        files.write(ReportFile.figures(today), document);
        files.write(ReportFile.latestFigures(), document);
    }

    private static WriteRequest put(Map<String, AttributeValue> row) {
        return WriteRequest.builder().putRequest(put -> put.item(row)).build();
    }

    private DynamoDbClient tables() {
        return stack.clients().dynamoDb();
    }
}
