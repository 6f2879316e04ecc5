package sundown.simulation.cloud;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Found;
import sundown.account.InMemoryReachStore;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.archive.ArchiveStore;
import sundown.edge.Correlation;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEvent;
import sundown.edge.QueueMessage;
import sundown.job.ChunkMessage;
import sundown.job.InMemoryJobStore;
import sundown.job.JobStore;
import sundown.mail.AddressBook;
import sundown.mail.AddressBook.EmailAddress;
import sundown.mail.AddressBook.Recipient;
import sundown.mail.DeliveryLedger;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.Delivery.State;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.InMemoryDeliveryLedger;
import sundown.mail.MailFunctions;
import sundown.mail.MailTask;
import sundown.mail.PostOffice;
import sundown.mail.SecondChannel;
import sundown.milestone.MilestoneFunctions;
import sundown.simulation.port.WatchedJobs;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** A cloud's part for mails: the functions, and what mail servers and the second channel make of a letter. */
public final class MailCloud {
    /** A report of the post office is noted, whatever else happens to the row of its mail. */
    public static final String BOUNCES = "a bounce is never lost";

    /** A letter that was delivered or a look counts more than all that failed. */
    public static final String REACHED = "a user who got a letter or has looked is never counted as not reachable";

    private static final Duration LONGEST_WAY = Duration.ofMinutes(10);
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private final InMemoryDeliveryLedger ledger = new InMemoryDeliveryLedger();
    private final InMemoryReachStore reaches;
    private final Surroundings around;
    private final Calendar calendar;
    final InMemoryQueue<QueueMessage> queue;
    final MailFunctions functions;
    private final Set<String> told = new HashSet<>();
    private final Set<UserId> got = new HashSet<>();
    private final Map<UserId, Set<MailId>> returned = new HashMap<>();
    private final Map<UserId, Set<MailId>> delivered = new HashMap<>();

    MailCloud(
            Surroundings around,
            SharedPorts shared,
            InMemoryReachStore reaches,
            MembershipCloud memberships,
            TransferCloud transfers,
            ArchiveStore archives,
            Calendar calendar) {
        this.around = around;
        this.calendar = calendar;
        this.reaches = reaches;
        // People send back what failed too often.
        this.queue = new InMemoryQueue<>(
                around.time().truth,
                around.chance().generator(),
                FunctionName.SEND_MAIL.visibilityTimeout(),
                Integer.MAX_VALUE);
        MessageQueue<ChunkMessage> chunks = (all, delay) -> queue.send(List.copyOf(all), delay);
        MessageQueue<MailTask.Repeatable> events = (all, delay) -> queue.send(List.copyOf(all), delay);
        this.functions = MailFunctions.over(
                new MailFunctions.Ports(
                        new Addresses(),
                        around.points().around(PostOffice.class, new Servers()),
                        around.port(DeliveryLedger.class, ledger),
                        shared.reaches(),
                        around.points().around(SecondChannel.class, new Channel()),
                        transfers.transfers,
                        archives,
                        transfers.inventories,
                        shared.timelines(),
                        memberships.users,
                        around.port(
                                JobStore.class,
                                new InMemoryJobStore(),
                                real -> new WatchedJobs(
                                        real, chunk -> 0, memberships::everListed, ignored -> {}, around)),
                        around.sender("GroupMailQueue", chunks),
                        around.points().around("MailQueue", events)),
                around.chunks(),
                around.clock());
    }

    /** A message as the bus or the post office brings it. */
    private record Brought(String write) implements QueueMessage {
        @Override
        public Correlation correlation() {
            return Correlation.from(Optional.of(ID));
        }
    }

    /** A worker fails when another one has the mail in hand. */
    QueueEvent.Answer handle(QueueEvent event) {
        QueueEvent.Answer answer = functions.send().handle(event);
        if (!answer.batchItemFailures().isEmpty()) {
            around.run().fail();
        }
        return answer;
    }

    /** The bus brings the events of dates that have come. */
    void bringEvents() {
        if (!calendar.announced()) {
            return;
        }
        bring("exports-opened", calendar.exportsOpen());
        MilestoneFunctions.MILESTONES.reminders().stream()
                .flatMap(days -> days.at(calendar.group().dates()).stream())
                .forEach(at -> bring("close-approaching", at));
    }

    private void bring(String event, Instant at) {
        if (!around.now().isBefore(at) && told.add(event + at)) {
            Map<String, String> document =
                    Map.of("event", event, "id", ID, "at", at.toString(), "group", Calendar.GROUP.value());
            queue.send(List.of(new Brought(Json.write(document))), Duration.ZERO);
        }
    }

    /** A user has looked at their status for the first time after the notice. */
    void looked(UserId user) {
        got.add(user);
        check();
    }

    /** When something happens by itself next. */
    Stream<Instant> nextEvents() {
        return queue.nextVisible().stream();
    }

    /** Checks that whoever looked is reached, and once all reports were brought, whoever got a letter. */
    public void check() {
        returned.forEach((user, mails) -> mails.forEach(mail -> Violation.unless(
                queue.size() > 0
                        || ledger.find(user, mail)
                                .map(Delivery::state)
                                .filter(state -> state.compareTo(State.BOUNCED) >= 0)
                                .isPresent(),
                BOUNCES,
                mail + " of " + user)));
        got.forEach(this::checkReached);
        delivered.forEach((user, mails) -> mails.stream()
                .filter(mail -> ledger.find(user, mail)
                        .filter(row -> row.state() == State.DELIVERED)
                        .isPresent())
                .forEach(_ -> checkReached(user)));
    }

    private void checkReached(UserId user) {
        Optional<Reach> reach = reaches.find(user);
        Violation.unless(queue.size() > 0 || reach.equals(Optional.of(Reach.REACHED)), REACHED, user + " " + reach);
    }

    /** One in three has no address, in one way or another in each world. */
    private final class Addresses implements AddressBook {
        private final Map<UserId, Boolean> known = new HashMap<>();

        @Override
        public Found<Recipient> find(List<UserId> users) {
            return new Found<>(users.stream()
                    .filter(user ->
                            known.computeIfAbsent(user, _ -> !around.chance().oneIn(3)))
                    .collect(Collectors.toMap(user -> user, user -> () -> recipient(user))));
        }

        /** Mail searches for nobody. */
        @Override
        public Search search(EmailAddress address) {
            return new Search.Unavailable();
        }

        private static Recipient recipient(UserId user) {
            return new Recipient(
                    new EmailAddress(user + "@example.com"), "en", true, URI.create("https://example.com/" + user));
        }
    }

    /** A post office whose letters are delivered, come back, or are never heard of again. */
    private final class Servers implements PostOffice {
        private int taken;

        @Override
        public Posted post(EmailAddress to, Letter letter, UserId user, MailId id) {
            if (around.troubles().answerLost()) {
                return new Posted.Busy();
            }
            String message = "message-" + ++taken;
            switch (around.chance().between(1, 6)) {
                case 1 -> report("Bounce", message, user, id);
                case 2 -> {
                    report("Delivery", message, user, id);
                    report("Complaint", message, user, id);
                }
                case 3 -> around.count("mails of which nothing was heard");
                default -> report("Delivery", message, user, id);
            }
            return new Posted.Taken(message);
        }

        /** Reports overtake each other, and the note that the letter was taken. */
        private void report(String report, String message, UserId user, MailId id) {
            if (report.equals("Delivery")) {
                got.add(user);
            } else {
                returned.computeIfAbsent(user, _ -> new HashSet<>()).add(id);
            }
            around.count("reports of mail servers: " + report);
            Map<String, String> document = Map.of(
                    "report", report,
                    "user", Tags.encoded(user.value()),
                    "mail", Tags.encoded(id.value()),
                    "messageId", message,
                    "sentAt", around.now().toString(),
                    "at", around.now().toString());
            Duration way =
                    around.chance().oneIn(3) ? Duration.ZERO : around.chance().between(Duration.ZERO, LONGEST_WAY);
            queue.send(List.of(new Brought(Json.write(document))), way);
        }
    }

    /** A second channel that says of some letters that they are delivered; a worker may die with its answer. */
    private final class Channel implements SecondChannel {
        private final Map<String, Answer> taken = new HashMap<>();

        @Override
        public Answer send(UserId user, MailId id, String letter, Map<String, String> values) {
            if (around.troubles().answerLost()) {
                return new Answer.Busy();
            }
            Answer answer = taken.computeIfAbsent(
                    user + "/" + id, _ -> new Answer.Taken(around.chance().oneIn(2)));
            if (answer.equals(new Answer.Taken(true))) {
                delivered.computeIfAbsent(user, _ -> new HashSet<>()).add(id);
            }
            around.count("letters on the second channel");
            return answer;
        }
    }
}
