package sundown.simulation.cloud;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sundown.account.AccountStore;
import sundown.account.InMemoryAccountStore;
import sundown.account.InMemoryReachStore;
import sundown.account.Membership;
import sundown.account.ReachStore;
import sundown.account.UserId;
import sundown.edge.ApiResponse;
import sundown.edge.Forwarding;
import sundown.edge.Lag;
import sundown.edge.OperatorRequests;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryLayout;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.TestChunks;
import sundown.operator.CallRecords;
import sundown.operator.InMemoryCallRecords;
import sundown.receipt.InMemoryReceiptStore;
import sundown.receipt.ReceiptStore;
import sundown.secret.InMemorySecretSealer;
import sundown.secret.SecretSealer;
import sundown.simulation.invariant.RefundEndings;
import sundown.simulation.people.Api;
import sundown.simulation.people.ArchiveApi;
import sundown.simulation.people.Calls;
import sundown.simulation.people.Collector;
import sundown.simulation.people.Downloads;
import sundown.simulation.people.Mover;
import sundown.simulation.people.Operators;
import sundown.simulation.people.Publisher;
import sundown.simulation.people.Webhooks;
import sundown.simulation.port.ArchiveWatch.WatchedSealer;
import sundown.simulation.port.PortTroubles.TroubledTimelines;
import sundown.simulation.port.PurgeWatch.WatchedCalls;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Coverage;
import sundown.simulation.run.CrashPoints;
import sundown.simulation.run.Instants;
import sundown.simulation.run.Interleaving;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Invocations.Skews;
import sundown.simulation.run.Mishaps;
import sundown.simulation.run.PaymentTroubles;
import sundown.simulation.run.Plant;
import sundown.simulation.run.Profile;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Secrets;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Trace;
import sundown.simulation.run.Troubles;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldLag;
import sundown.simulation.run.WorldTime;
import sundown.timeline.TimelineFunctions;
import sundown.timeline.TimelineStore;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.TransferStore;

/**
 * All of a world but its people: the functions, and the ports under them. From the functions down, a port is a planted
 * bug where there is one, the crash points, what watches, what causes trouble, and the fake itself.
 */
public final class Cloud {
    public final Runs runs = new Runs();
    private final Map<UserId, Gallery> galleries = new HashMap<>();
    private final InMemoryGalleryIndex index;
    private final InMemoryGalleryBytes bytes = new InMemoryGalleryBytes();
    private final StoredGroup stored;
    private final InMemoryReceiptStore receipts = new InMemoryReceiptStore();
    private final InMemoryReachStore reaches = new InMemoryReachStore();
    public final Secrets secrets = new Secrets();
    private final InMemorySecretSealer sealer = new InMemorySecretSealer();
    public final Mishaps mishaps;
    private final Surroundings around;
    /** The accounts as the photo cloud keeps them. */
    public final Accounts accounts;

    public final RefundCloud refunds;
    public final MembershipCloud memberships;
    public final MilestoneCloud advances;
    final TimelineFunctions timelines;
    public final Publisher publisher;
    public final Webhooks webhooks;
    public final ArchiveCloud archives;
    public final TransferCloud transfers;
    final ClosingCloud closing;
    public final MailCloud mails;
    public final PurgeCloud purges;
    public final ReminderCloud reminders;
    private final Invocations invocations;
    private final Sweep sweep;

    private TransferStore reachedTransfers() {
        return transfers.transfers;
    }

    /** A world has few users: with many chunks, most of these are empty. */
    private static GroupChunks chunks(Chance chance) {
        return new GroupChunks(chance.pick(1, 2, 2, 3, TestChunks.FEW.number()));
    }

    private static GalleryLayout layout(Chance chance) {
        return chance.pick(
                GalleryLayout.GROUP_FIRST,
                GalleryLayout.GROUP_FIRST,
                GalleryLayout.of("user-first/"),
                GalleryLayout.of("user-first/old/photos/"),
                GalleryLayout.of("by-rows/"),
                GalleryLayout.of("group-first/ user-first/s3://old-albums/ by-rows/s3://old-scans/"));
    }

    public Cloud(
            Chance chance,
            Profile profile,
            Plant plant,
            WorldTime time,
            Calendar calendar,
            Coverage coverage,
            Trace trace) {
        this.stored = new StoredGroup(bytes, layout(chance));
        Interleaving interleaving = new Interleaving(chance, runs, time, coverage);
        this.mishaps = new Mishaps(chance, profile, runs, time, interleaving, coverage, trace);
        CrashPoints points = new CrashPoints(mishaps, runs, secrets, stored::has);
        Troubles troubles = new Troubles(chance, profile, mishaps, time.workers());
        Lag lag = new WorldLag(chance, mishaps, time.truth, coverage);
        this.around = new Surroundings(
                chance, plant, time, runs, troubles, chunks(chance), lag, points, secrets, coverage, trace);
        this.index = new InMemoryGalleryIndex(lag);
        Skews skews = Skews.any(chance);
        this.invocations = new Invocations(runs, time, skews, interleaving);
        InMemoryAccountStore storedAccounts = new InMemoryAccountStore();
        AccountStore reachedAccounts = points.around(AccountStore.class, storedAccounts);
        TimelineStore timelines = points.around(
                TimelineStore.class,
                Forwarding.to(
                        TimelineStore.class,
                        calendar.timelines,
                        real -> new TroubledTimelines(
                                real, plant.in(Instants.class, next -> next), around.troubles(), time.truth)));
        this.refunds = new RefundCloud(
                around,
                reachedAccounts,
                timelines,
                calendar,
                () -> new PaymentTroubles(chance, profile, mishaps, time));
        this.memberships = new MembershipCloud(around, storedAccounts, reachedAccounts, timelines, refunds, calendar);
        this.accounts = new Accounts(storedAccounts, memberships, refunds, around);
        refunds.bank.subscriptions.ends(user -> storedAccounts
                .find(user)
                .filter(account -> account.region().equals(Calendar.REGION))
                .isPresent());
        this.webhooks = new Webhooks(refunds, around, invocations);
        SharedPorts shared = sharedPorts(reachedAccounts, timelines);
        this.archives =
                new ArchiveCloud(around, shared, this::reachedTransfers, bytes, sealer, galleries::get, calendar);
        this.transfers = new TransferCloud(around, shared, bytes, archives.archives, galleries::get, calendar);
        this.reminders = new ReminderCloud(around, transfers, archives, galleries, calendar);
        this.closing = new ClosingCloud(around, shared, memberships, transfers, archives, this::nothingRuns, calendar);
        this.advances = new MilestoneCloud(around, timelines, memberships, refunds, closing, calendar);
        this.mails = new MailCloud(around, shared, reaches, memberships, transfers, archives.archives, calendar);
        WorldRows rows = new WorldRows(
                index,
                transfers.inventories,
                transfers.orders,
                transfers.rows,
                archives.rows,
                receipts,
                stored,
                () -> !time.now().isBefore(calendar.close()));
        this.purges = new PurgeCloud(
                around, shared, memberships.users, closing, stored, rows, calendar, galleries::keySet, skews.trusted());
        this.timelines = TimelineFunctions.over(
                timelines,
                List.of(advances.functions.follower()),
                OperatorRequests.edge(shared.calls(), around.clock()),
                Calendar.LEAD,
                around.clock());
        this.publisher =
                new Publisher(calendar, this.timelines, invocations, around, () -> purges.books.changed(time.now()));
        this.sweep = new Sweep(this, invocations, around);
        mishaps.chooseFavourite(points.all());
    }

    private SharedPorts sharedPorts(AccountStore reachedAccounts, TimelineStore timelines) {
        return new SharedPorts(
                reachedAccounts,
                timelines,
                around.port(GalleryIndex.class, index),
                around.port(SecretSealer.class, sealer, real -> new WatchedSealer(real, secrets)),
                around.port(ReceiptStore.class, receipts),
                around.port(ReachStore.class, reaches),
                refunds.ledger,
                refunds.sender(),
                around.port(CallRecords.class, new InMemoryCallRecords(), real -> new WatchedCalls(real, around)));
    }

    /** Gives a user an account at the photo cloud, and a gallery. */
    public Gallery register(UserId user, Interest interest) {
        accounts.register(user);
        Galleries filling = new Galleries(around.chance(), index, stored);
        Labels labels = new Labels(around.chance(), user);
        secrets.addOwned(user, labels.privateTitle());
        Gallery gallery = filling.fill(user, labels, interest);
        if (around.chance().oneIn(4) && !galleries.isEmpty()) {
            UserId other = around.chance()
                    .pick(galleries.keySet().stream()
                            .sorted(Comparator.comparing(UserId::value))
                            .toList());
            filling.share(gallery, user, galleries.get(other), other);
        }
        if (around.chance().oneIn(10)) {
            filling.shareWithStranger(gallery, user);
        }
        galleries.put(user, gallery);
        return gallery;
    }

    /** Runs the sweep of all, and its workers. */
    public void sweep() {
        mails.bringEvents();
        advances.checkDeadline(mishaps.calmSince());
        sweep.run();
    }

    /** What must hold before the first timeline is published. */
    public void checkNothingHappened() {
        Violation.unless(
                advances.schedules.list().isEmpty()
                        && refunds.rows().isEmpty()
                        && galleries.keySet().stream().noneMatch(this::isCancelled),
                "nothing happens before a timeline is published",
                refunds.rows());
    }

    private boolean isCancelled(UserId user) {
        return accounts.of(user).membership().flatMap(Membership::cancelledAt).isPresent();
    }

    /** Lets a worker of the sweep take a message that others left, if there is one, and says how many. */
    public int sweepLate() {
        return sweep.deliver();
    }

    public Api api() {
        return new Api(transfers.functions, calls(), this::looking);
    }

    /**
     * Watches a look at the status. It is the first one if it has the gallery counted, unless a transfer had it
     * counted.
     */
    private Optional<ApiResponse> looking(UserId user, Supplier<Optional<ApiResponse>> look) {
        boolean uncounted = transfers.inventories.find(user).isEmpty();
        Optional<ApiResponse> answer = look.get();
        if (uncounted
                && answer.filter(given -> given.statusCode() == 200).isPresent()
                && transfers.inventories.find(user).isPresent()
                && transfers.transfer(user).isEmpty()) {
            around.count("first looks");
            mails.looked(user);
        }
        return answer;
    }

    private Calls calls() {
        return new Calls(invocations, secrets, around.trace());
    }

    public Operators operators(List<UserId> users) {
        return new Operators(purges, users, invocations, around);
    }

    private boolean nothingRuns() {
        return galleries.keySet().stream().filter(accounts::inGroup).noneMatch(this::runs);
    }

    /** True for a user of whom nothing runs. */
    public boolean idle(UserId user) {
        return !runs(user);
    }

    private boolean runs(UserId user) {
        return transfers
                        .transfer(user)
                        .filter(transfer -> transfer.state().active())
                        .isPresent()
                || archives.archive(user)
                        .filter(archive -> archive.state().live())
                        .isPresent();
    }

    public RefundEndings refundEndings() {
        return new RefundEndings(refunds, webhooks);
    }

    /** The workers of the standard queues. */
    public QueueWorkers queueWorkers() {
        return new QueueWorkers(this, around, invocations);
    }

    /** A user who wants the gallery in the library. */
    public Mover mover(UserId user, List<LibraryAccount> accounts) {
        return new Mover(
                user, accounts, galleries.get(user), api(), transfers.google, around.chance(), around.coverage());
    }

    /** A user who wants the gallery as archives. */
    public Collector collector(UserId user) {
        Downloads downloads = new Downloads(archives, around, galleries::get);
        return new Collector(user, new ArchiveApi(archives.functions, calls()), archives, downloads, around.chance());
    }

    /**
     * Those who work on transfers.
     *
     * @param hasLarge who has items that go in chunks
     */
    public TransferWorkers workers(Predicate<UserId> hasLarge) {
        return TransferWorkers.of(transfers, around, invocations, hasLarge);
    }

    /** Into how many chunks the users of the group are split. */
    public int chunks() {
        return around.chunks().number();
    }

    /** The functions have logged a line. */
    public void hear(String line) {
        runs.logged(line);
        try {
            secrets.requireNoneIn(line, "a line of the log");
        } catch (Violation told) {
            runs.violated(told);
        }
    }

    public Set<String> crashPoints() {
        return around.points().all();
    }

    /** From now on a user's transfer and archive cannot be read. */
    public void spoil(UserId user) {
        around.trace().say(() -> "the rows of " + user + " cannot be read any more");
        around.troubles().spoil(user);
    }

    /** The library answers nobody for a while. */
    public void silenceTheLibrary() {
        around.troubles().fallSilent();
    }

    /** From now on all rows can be read again. */
    public void mend() {
        around.troubles().mend();
    }

    public boolean readable(UserId user) {
        return around.troubles().readable(user);
    }

    /** When something happens by itself next, if anything will. */
    public Optional<Instant> nextEvent() {
        return Stream.of(
                        transfers.nextEvents(this::readable),
                        archives.nextEvents(readable()),
                        memberships.nextEvents(),
                        advances.nextEvents(),
                        mails.nextEvents(),
                        closing.nextEvents(readable().count() == galleries.size()),
                        purges.nextEvents(),
                        refunds.nextEvents(),
                        webhooks.nextEvents())
                .flatMap(events -> events)
                .min(Instant::compareTo);
    }

    private Stream<UserId> readable() {
        return galleries.keySet().stream().filter(this::readable);
    }
}
