package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoPlanStore;
import sundown.fuzz.Chance;
import sundown.fuzz.Operation;
import sundown.local.google.Gate.Grants.Scopes;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.Plan;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.sweep.SweepTask.TaskName;
import sundown.timeline.GroupId;

/**
 * Users in every state, and what goes on beside the requests of a fuzz: queues are worked through, the sweep runs,
 * users move, archives grow old, and a purge's pause ends.
 */
final class FuzzWorld {
    private static final GroupId CLOSED = new GroupId("2");
    private static final long LITTLE_ROOM = 300;
    private static final int TWO_BATCHES = 60;
    private static final int LONGEST_BATCH = 10;
    /** So many of the users come first. */
    private static final int EXPORTING = 6;

    private static final Map<String, String> FUNCTIONS_OF_QUEUES = Map.of(
            "INVENTORY", "count-gallery",
            "TRANSFER", "transfer-batch",
            "ARCHIVE", "build-archive",
            "MEMBERSHIP", "cancel-memberships",
            "REFUND", "issue-refund",
            "CLOSING", "close-group",
            "PROGRESS", "count-progress",
            "PURGE_PLAN", "list-chunk",
            "PURGE", "purge-account",
            "ADVANCE", "advance-group");

    private final Installation sundown;
    private final TestGoogle google;
    private final Chance chance;
    private final String prefix;
    private final List<UserId> users = new ArrayList<>();
    private final List<UserId> payers = new ArrayList<>();

    FuzzWorld(Installation sundown, TestGoogle google, Chance chance, String prefix) {
        this.sundown = sundown;
        this.google = google;
        this.chance = chance;
        this.prefix = prefix;
    }

    /** Puts its users and dates in place of what the installation had. */
    void begin() throws InterruptedException {
        sundown.clear();
        Past.end(sundown);
        exporting();
        List<UserId> consenting = List.copyOf(users);
        elsewhere();
        users.addAll(payers);
        users.add(new UserId(prefix + "nobody"));
        users.stream().filter(user -> !consenting.contains(user)).forEach(user -> google.account(Users.emailOf(user)));
    }

    private void exporting() throws InterruptedException {
        Users all = new Users(sundown, google);
        users.add(all.enrolled(prefix + "fresh", Photo.jpegs(3)));
        users.add(all.enrolled(prefix + "empty", List.of()));
        users.add(all.started(prefix + "large", Photo.jpegs(TWO_BATCHES)));
        users.add(all.started(prefix + "failing", List.of(Photo.jpeg(1), Photo.empty(2), Photo.text(3))));
        UserId narrow = new Enrolment(sundown).user(prefix + "narrow", TestTimeline.OPEN, Photo.jpegs(3));
        google.account(Users.emailOf(narrow), LITTLE_ROOM);
        users.add(narrow);
        UserId archive = new Archives(sundown).ready(prefix + "archive", Photo.jpegs(2));
        google.account(Users.emailOf(archive));
        users.add(archive);
        Members members = new Members(sundown);
        payers.add(new Enrolment(sundown).user(prefix + "member", TestTimeline.OPEN, Photo.jpegs(1)));
        payers.add(new Enrolment(sundown).user(prefix + "unpaid", TestTimeline.OPEN, Photo.jpegs(1)));
        members.join(payers.getFirst(), TestTimeline.OPEN, Members.FEE);
        members.unknownToStripe(payers.getLast().value());
        for (UserId payer : payers) {
            queue("issue-refund", List.of(Members.message(payer, Trigger.TRANSFER_FINISHED)));
        }
    }

    private void elsewhere() {
        Enrolment enrolment = new Enrolment(sundown);
        users.add(enrolment.user(prefix + "early", TestTimeline.NOT_OPEN, Photo.jpegs(1)));
        users.add(enrolment.user(prefix + "exempt", TestTimeline.EXEMPT, Photo.jpegs(1)));
        UserId late = new UserId(prefix + "late");
        sundown.put(
                "ACCOUNTS_TABLE",
                Map.of("userId", late.value(), "region", TestTimeline.CLOSED, "groupShard", CLOSED + "#03"));
        sundown.put("ITEMS_TABLE", Map.of("userId", late.value(), "itemId", "item-1"));
        String bucket = sundown.variable("GALLERY_BUCKET");
        sundown.clients()
                .s3()
                .putObject(
                        request -> request.bucket(bucket).key(CLOSED + "/" + late + "/photo"),
                        RequestBody.fromString("four"));
        users.add(late);
    }

    /** A user for a request. Few have an archive or a transfer at any time, and only they can go on with it. */
    UserId user(Operation operation) {
        List<UserId> served =
                switch (operation.event()) {
                    case "confirm-download" -> having(sundown.archives()::find);
                    case "resume-transfer" -> having(sundown::transferOf);
                    default -> List.of();
                };
        return served.isEmpty() || chance.oneIn(4) ? user() : chance.pick(served);
    }

    private List<UserId> having(Function<UserId, Optional<?>> find) {
        return users.stream().filter(user -> find.apply(user).isPresent()).toList();
    }

    /** Any of its users, most often one who transfers or downloads. */
    UserId user() {
        return chance.oneIn(2) ? users.get(chance.below(EXPORTING)) : chance.pick(users);
    }

    /** Any of its members. */
    UserId payer() {
        return chance.pick(payers);
    }

    /** A consent at Google of this user; sometimes of another one, or without a scope. */
    String consent(UserId user) {
        UserId other = chance.oneIn(5) ? users.getFirst() : user;
        return chance.oneIn(10)
                ? google.consent(Users.emailOf(other), Set.of(Scopes.PHOTOS_APPEND))
                : google.consent(Users.emailOf(other));
    }

    /** Something that happens beside the requests. */
    void goOn() throws InterruptedException {
        switch (chance.below(10)) {
            case 0 -> sundown.sweep();
            case 1 -> move();
            case 2 -> ageAnArchive();
            case 3, 4 -> purge();
            default ->
                workThrough(chance.pick(
                        FUNCTIONS_OF_QUEUES.keySet().stream().sorted().toList()));
        }
    }

    private void workThrough(String queue) throws InterruptedException {
        List<String> messages = sundown.queue(queue).takeAll();
        for (int first = 0; first < messages.size(); first += LONGEST_BATCH) {
            queue(
                    FUNCTIONS_OF_QUEUES.get(queue),
                    messages.subList(first, Math.min(first + LONGEST_BATCH, messages.size())));
        }
    }

    private void queue(String function, List<String> messages) throws InterruptedException {
        succeeded(sundown.invoke(function, Event.of(function).withMessages(messages.toArray(String[]::new))));
    }

    private static void succeeded(Invocation invocation) {
        assertThat(invocation).isInstanceOf(Invocation.Succeeded.class);
    }

    /** Only those without a fee: a row that is put again would have none. */
    private void move() {
        UserId user = users.get(chance.below(EXPORTING));
        new Archives(sundown)
                .move(
                        user,
                        chance.pick(
                                TestTimeline.OPEN,
                                TestTimeline.OPEN,
                                TestTimeline.OPEN,
                                TestTimeline.CLOSED,
                                TestTimeline.NOT_OPEN,
                                TestTimeline.EXEMPT));
    }

    private void ageAnArchive() {
        UserId user = user();
        if (sundown.archives().find(user).isPresent()) {
            new Archives(sundown).age(user, Duration.ofHours(chance.pick(2, 25, 31 * 24)));
        }
    }

    /** A closed group is planned, and sometimes deleted, unless an operator has stopped that. */
    private void purge() throws InterruptedException {
        Event plan = Event.of("plan-purge").with("/group", CLOSED.value());
        succeeded(sundown.operate("plan-purge", plan.json()));
        workThrough("PURGE_PLAN");
        workThrough("PURGE_PLAN"); // the folders come after the accounts
        if (chance.oneIn(2)) {
            endThePause();
            sundown.sweep(TaskName.PURGES);
            workThrough("PURGE"); // the canary
            sundown.sweep(TaskName.PURGES);
            workThrough("PURGE");
            sundown.sweep(TaskName.PURGES);
        }
    }

    /** What the closed group is planned to lose, if it is. */
    Optional<Plan> plan() {
        return new DynamoPlanStore(sundown.clients().dynamoDb(), sundown.variable("GROUPS_TABLE")).latest(CLOSED);
    }

    /** As if two people had approved the plan a day ago. */
    private void endThePause() {
        Optional<Plan> plan = plan();
        if (plan.isPresent() && sundown.approvals().find(CLOSED).isEmpty()) {
            Instant then = plan.get().at().minus(Duration.ofHours(25));
            List<Approval> both = List.of(
                    new Approval(SampleOperators.named("Bob"), then),
                    new Approval(SampleOperators.named("Grace"), then));
            assertThat(sundown.approvals().save(new Approvals(CLOSED, plan.get(), both, Optional.of(then), 0)))
                    .isPresent();
        }
    }
}
