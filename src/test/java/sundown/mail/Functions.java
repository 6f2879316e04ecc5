package sundown.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import sundown.account.InMemoryAccountStore;
import sundown.account.InMemoryReachStore;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.InMemoryArchiveStore;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.InMemoryJobStore;
import sundown.job.TestChunks;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.membership.InMemoryMembershipStore;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.sweep.Sweeps;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;
import sundown.transfer.InMemoryInventoryStore;
import sundown.transfer.InMemoryTransferStore;

/** The functions of mail over ports in memory, at the opening of {@link #GROUP}. */
final class Functions {
    static final GroupId GROUP = new GroupId("1");
    static final Duration VISIBILITY = Duration.ofMinutes(12);
    private static final String ID = "0123456789abcdef0123456789abcdef";

    final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    final Group group = timelines.inForce().groupOf(new Region("IN")).orElseThrow();
    final ManualClock clock = new ManualClock(group.dates().exportsOpen());
    final InMemoryAddressBook addresses = new InMemoryAddressBook();
    final InMemoryPostOffice post = new InMemoryPostOffice();
    final InMemoryDeliveryLedger ledger = new InMemoryDeliveryLedger();
    final InMemoryReachStore reaches = new InMemoryReachStore();
    final InMemorySecondChannel secondChannel = new InMemorySecondChannel();
    final InMemoryTransferStore transfers = new InMemoryTransferStore();
    final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    final InMemoryInventoryStore inventories = new InMemoryInventoryStore();
    final InMemoryMembershipStore users = new InMemoryMembershipStore(new InMemoryAccountStore());
    final InMemoryJobStore jobs = new InMemoryJobStore();
    final InMemoryQueue<ChunkMessage> queue = new InMemoryQueue<>(clock, new Random(1), VISIBILITY, 5);
    final InMemoryQueue<MailTask.Repeatable> events = new InMemoryQueue<>(clock, new Random(1), VISIBILITY, 5);
    private final MailFunctions.Ports ports = new MailFunctions.Ports(
            addresses,
            post,
            ledger,
            reaches,
            secondChannel,
            transfers,
            archives,
            inventories,
            timelines,
            users,
            jobs,
            queue,
            events);
    private final GroupChunks chunks;
    private MailFunctions functions;

    Functions() {
        this(TestChunks.FEW);
    }

    Functions(GroupChunks chunks) {
        this.chunks = chunks;
        this.functions = MailFunctions.over(ports, chunks, clock);
    }

    /** From now on, the functions work over observed ports. */
    void observe(ObservedPort.Observer observer) {
        functions = MailFunctions.over(ObservedPort.all(ports, observer), chunks, clock);
    }

    /** A user of the group who has an address. */
    UserId user(String name) {
        UserId user = listed(name);
        addresses.add(user, "en", true);
        return user;
    }

    /** A user of the group that the address book does not know. */
    UserId listed(String name) {
        UserId user = new UserId(name);
        users.list(user, GROUP, Math.floorMod(name.hashCode(), chunks.number()));
        return user;
    }

    QueueEvent.Answer handle(String... bodies) {
        return functions.send().handle(QueueEvents.of(bodies));
    }

    QueueEvent.Answer announced() {
        return ofGroup("end-announced", group.dates().notice());
    }

    QueueEvent.Answer opened() {
        return ofGroup("exports-opened", group.dates().exportsOpen());
    }

    QueueEvent.Answer reminded(int daysLeft) {
        return ofGroup("close-approaching", group.dates().close().minus(Duration.ofDays(daysLeft)));
    }

    private QueueEvent.Answer ofGroup(String event, Instant at) {
        return handle(Json.write(Map.of("event", event, "id", ID, "at", at.toString(), "group", GROUP.value())));
    }

    QueueEvent.Answer ofUser(UserId user, String event, Map<String, Object> more) {
        Map<String, Object> document = new HashMap<>(more);
        document.putAll(Map.of("event", event, "id", ID, "at", clock.instant().toString(), "userId", user.value()));
        return handle(Json.write(document));
    }

    /** Works until no message is visible. */
    void work() {
        workOnGroup();
        workOnEvents();
    }

    /** Works on the chunks of the group, until no message of one is visible. */
    void workOnGroup() {
        queue.work(functions.send()::handle);
    }

    /** Works on the events of users that rest, until none is visible. */
    void workOnEvents() {
        events.work(functions.send()::handle);
    }

    void sweep() {
        Sweeps.sweep(List.of(functions.sweep()), clock);
    }

    /** How many letters a user got. */
    long lettersTo(UserId user) {
        return post.taken().stream()
                .filter(letter -> letter.user().equals(user))
                .count();
    }

    /** The one row of a user. */
    Delivery row(UserId user) {
        List<Delivery> rows =
                ledger.all().stream().filter(row -> row.user().equals(user)).toList();
        if (rows.size() != 1) {
            throw new IllegalStateException("the user has " + rows.size() + " rows");
        }
        return rows.getFirst();
    }
}
