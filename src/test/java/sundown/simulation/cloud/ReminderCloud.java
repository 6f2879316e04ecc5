package sundown.simulation.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.InMemoryAccountStore;
import sundown.account.InMemoryReachStore;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.QueueEvents;
import sundown.gallery.Item.ItemId;
import sundown.job.ChunkMessage;
import sundown.job.InMemoryJobStore;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.InMemoryAddressBook;
import sundown.mail.InMemoryDeliveryLedger;
import sundown.mail.InMemoryPostOffice;
import sundown.mail.InMemorySecondChannel;
import sundown.mail.MailFunctions;
import sundown.mail.MailTask;
import sundown.membership.InMemoryMembershipStore;
import sundown.milestone.Milestone.DaysLeft;
import sundown.milestone.MilestoneFunctions;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.timeline.Group;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore;

/**
 * A cloud's part for reminders. Each reminder goes to all users at its instant, in one breath and without trouble, and
 * is held against what they really have, item by item.
 */
public final class ReminderCloud {
    /** Somebody who may lose an item that they could have. */
    public static final String UNSAFE = "nobody unsafe is without a reminder that was due";

    /** Somebody who has it all. */
    public static final String SAFE = "who is safe gets no reminder";

    private static final Duration VISIBILITY = Duration.ofMinutes(12);
    private static final String EVENT = "0123456789abcdef0123456789abcdef";

    private final InMemoryAddressBook addresses = new InMemoryAddressBook();
    private final InMemoryDeliveryLedger deliveries = new InMemoryDeliveryLedger();
    private final InMemoryMembershipStore users = new InMemoryMembershipStore(new InMemoryAccountStore());
    private final InMemoryQueue<ChunkMessage> queue;
    private final MailFunctions functions;
    private final Map<UserId, Gallery> galleries;
    private final Surroundings around;
    private final TransferCloud transfers;
    private final ArchiveCloud archives;
    private final Calendar calendar;

    ReminderCloud(
            Surroundings around,
            TransferCloud transfers,
            ArchiveCloud archives,
            Map<UserId, Gallery> galleries,
            Calendar calendar) {
        this.around = around;
        this.transfers = transfers;
        this.archives = archives;
        this.galleries = galleries;
        this.calendar = calendar;
        this.queue = new InMemoryQueue<>(around.time().truth, new Random(1), VISIBILITY, Surroundings.RECEIVES_MAX);
        this.functions = MailFunctions.over(
                new MailFunctions.Ports(
                        addresses,
                        new InMemoryPostOffice(),
                        deliveries,
                        new InMemoryReachStore(),
                        new InMemorySecondChannel(),
                        around.plant().in(TransferStore.class, transfers.rows),
                        around.plant().in(ArchiveStore.class, archives.rows),
                        transfers.inventories,
                        calendar.timelines,
                        users,
                        new InMemoryJobStore(),
                        queue,
                        new InMemoryQueue<MailTask.Repeatable>(
                                around.time().truth, new Random(1), VISIBILITY, Surroundings.RECEIVES_MAX)),
                around.chunks(),
                around.time().truth);
    }

    /** The reminders to come until then, in their order. */
    public List<Instant> reminders(Instant until) {
        return MilestoneFunctions.MILESTONES.reminders().stream()
                .flatMap(days -> days.at(calendar.group().dates()).stream())
                .filter(at -> at.isAfter(around.now()) && !at.isAfter(until))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** Reminds everybody if it is time for a reminder. */
    public void remind() {
        if (!calendar.announced()) {
            return;
        }
        Group group = calendar.group();
        MilestoneFunctions.MILESTONES.reminders().stream()
                .filter(days ->
                        days.at(group.dates()).filter(around.now()::equals).isPresent())
                .findFirst()
                .ifPresent(days -> remind(group, days));
    }

    private void remind(Group group, DaysLeft days) {
        for (UserId user : galleries.keySet()) {
            addresses.add(user, "en", true);
            users.list(
                    user,
                    group.id(),
                    Math.floorMod(user.hashCode(), around.chunks().number()));
        }
        functions
                .send()
                .handle(QueueEvents.of(Json.write(Map.of(
                        "event",
                        "close-approaching",
                        "id",
                        EVENT,
                        "at",
                        around.now().toString(),
                        "group",
                        group.id().value()))));
        queue.work(functions.send()::handle);
        around.count("reminders");
        galleries.keySet().forEach(user -> check(user, days));
    }

    private void check(UserId user, DaysLeft days) {
        Optional<Delivery> row = deliveries.list(user, Integer.MAX_VALUE).stream()
                .filter(one -> one.mail().value().equals("close-approaching-" + days.days() + "@" + around.now()))
                .findFirst();
        boolean sent = row.filter(one -> one.state() == Delivery.State.SENT).isPresent();
        boolean atWork = everySecond(days) && mayBeAtWork(user);
        Violation.unless(sent || atWork || !loses(user), UNSAFE, user + ", " + days + ", " + row);
        Violation.unless(!sent || !hasAll(user), SAFE, user + ", " + days);
        around.count(sent ? "reminders sent" : "reminders not sent");
    }

    /** The reminders that people who are at work do not get, counted from the last, which all get. */
    private static boolean everySecond(DaysLeft days) {
        List<DaysLeft> reminders = MilestoneFunctions.MILESTONES.reminders();
        return (reminders.size() - reminders.indexOf(days)) % 2 == 0;
    }

    private boolean mayBeAtWork(UserId user) {
        return transfer(user).filter(one -> one.state().active()).isPresent()
                || archive(user).filter(one -> one.state().live()).isPresent();
    }

    /** True for a user with an item that a way could carry and that is nowhere else. */
    private boolean loses(UserId user) {
        Set<ItemId> left = present(user);
        left.removeAll(declined(user));
        left.removeAll(moved(user));
        left.removeAll(downloaded(user));
        return !left.isEmpty();
    }

    /** True for a user of whom one way has come to its end and has carried all that it could. */
    private boolean hasAll(UserId user) {
        Set<ItemId> present = present(user);
        Set<ItemId> wanted = new HashSet<>(present);
        wanted.removeAll(declined(user));
        boolean moved = asked(user)
                && transfer(user)
                        .filter(one -> one.state() instanceof TransferState.Finished)
                        .filter(this::failedForLossesAlone)
                        .filter(one -> one.terms().notChosen().isEmpty())
                        .isPresent()
                && moved(user).containsAll(wanted);
        boolean downloaded = archive(user)
                        .filter(one -> one.downloads().finishedAt().isPresent())
                        .filter(this::lacksForGood)
                        .isPresent()
                && downloaded(user).containsAll(present);
        return !present.isEmpty() && (moved || downloaded);
    }

    /** Of an item that failed for another reason, nobody tells whether it is still in the gallery. */
    private boolean failedForLossesAlone(Transfer transfer) {
        return transfers.rows.listFailures(transfer, Optional.empty(), Integer.MAX_VALUE).stream()
                .allMatch(failed -> failed.reason().lost());
    }

    private boolean lacksForGood(Archive archive) {
        return archives.rows.listVolumes(archive).stream()
                .flatMap(volume -> volume.examples().stream())
                .noneMatch(item -> item.reason().passes());
    }

    /** The items of a gallery that have bytes. */
    private Set<ItemId> present(UserId user) {
        Gallery gallery = galleries.get(user);
        return gallery.kept().stream()
                .filter(item -> !gallery.isDeleted(item) && !gallery.hasLost(item))
                .collect(Collectors.toSet());
    }

    /** The private items that a user has said to leave out, once they were asked. */
    private Set<ItemId> declined(UserId user) {
        return answer(user).filter(moves -> !moves).isPresent() ? hidden(user) : Set.of();
    }

    private Set<ItemId> hidden(UserId user) {
        Gallery gallery = galleries.get(user);
        return gallery.items().stream().filter(gallery::isPrivate).collect(Collectors.toSet());
    }

    private Optional<Boolean> answer(UserId user) {
        return transfer(user).map(Transfer::account).flatMap(transfers.google::movesPrivate);
    }

    /** What nobody was asked about is not safe, wherever it is by now. */
    private boolean asked(UserId user) {
        return answer(user).isPresent() || hidden(user).isEmpty();
    }

    private Set<ItemId> moved(UserId user) {
        return transfer(user)
                .flatMap(one -> Optional.ofNullable(transfers.ledger.of(one.id())))
                .map(book -> book.taken())
                .orElse(Set.of());
    }

    /** What is in confirmed volumes, and what is too large for any. */
    private Set<ItemId> downloaded(UserId user) {
        return archive(user).stream()
                .flatMap(one -> archives.rows.listVolumes(one).stream()
                        .filter(volume ->
                                archives.books.of(one.id()).confirmed().contains(volume.number())))
                .flatMap(volume -> inVolume(user, volume))
                .collect(Collectors.toSet());
    }

    private Stream<ItemId> inVolume(UserId user, Volume volume) {
        Map<ItemId, LeftOut.Reason> lacks = new HashMap<>();
        volume.examples().forEach(item -> lacks.put(item.item(), item.reason()));
        Set<ItemId> items = new HashSet<>(galleries.get(user).kept());
        items.removeIf(item -> item.compareTo(volume.first()) < 0 || item.compareTo(volume.last()) > 0);
        items.removeIf(item -> galleries.get(user).isPrivate(item) != volume.isPrivate());
        items.removeIf(item -> Optional.ofNullable(lacks.get(item))
                .filter(LeftOut.Reason::passes)
                .isPresent());
        return items.stream();
    }

    private Optional<Transfer> transfer(UserId user) {
        return transfers.rows.find(user);
    }

    private Optional<Archive> archive(UserId user) {
        return archives.rows.find(user);
    }
}
