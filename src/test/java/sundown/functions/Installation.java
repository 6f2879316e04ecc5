package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import sundown.account.UserId;
import sundown.archive.ArchiveStore;
import sundown.aws.dynamodb.DynamoApprovalStore;
import sundown.aws.dynamodb.DynamoArchiveStore;
import sundown.aws.dynamodb.DynamoClosingStore;
import sundown.aws.dynamodb.DynamoJobStore;
import sundown.aws.dynamodb.DynamoMilestoneStore;
import sundown.aws.dynamodb.DynamoPurgeStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoTimelineStore;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.aws.eventbridge.EventBridgeSchedules;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.fuzz.OpenApi;
import sundown.fuzz.Operation;
import sundown.job.JobStore;
import sundown.local.clock.MovableClock;
import sundown.local.emulators.Clients;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.StandInAddressBook;
import sundown.local.emulators.StandInSecondChannel;
import sundown.local.gateway.Gateway;
import sundown.local.lambda.FunctionInstance;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.local.lambda.FunctionRuntime;
import sundown.local.rights.RightsCheck;
import sundown.local.stripe.StandInStripe;
import sundown.local.stripe.StandInStripe.StandInStripeSettings;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.Names;
import sundown.local.template.Template;
import sundown.local.template.Template.Resolution;
import sundown.milestone.MilestoneStore;
import sundown.milestone.Schedules;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore;
import sundown.purge.PurgeStore;
import sundown.purge.close.ClosingStore;
import sundown.refund.RefundLedger;
import sundown.sweep.SweepMessage;
import sundown.sweep.SweepTask.TaskName;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineStore;
import sundown.timeline.TimelineStore.Publication;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * Sundown under a stack name of its own: the template's resources in the emulators, and the functions as processes,
 * which start with their first call.
 */
final class Installation implements AutoCloseable {
    /** The audience of the access tokens that its API takes. */
    static final String APP = "sundown-app";

    /** With which its Stripe signs webhooks. */
    static final String WEBHOOK_SECRET = "whsec_1";

    private static final Path TEMPLATE = Path.of("template.yaml");
    private static final StandInStripeSettings STRIPE = new StandInStripeSettings("sk_test_1", WEBHOOK_SECRET);

    /** The clock by which its functions go; not to be moved in an installation that other tests use too. */
    final MovableClock clock;
    /** The timeline with which an installation begins. */
    final String timelineDocument;
    /** The functions' log. */
    final RecordedLog log = new RecordedLog();

    private final Emulators emulators;
    /** Its Stripe, which sends no webhooks before it is told where. */
    final StandInStripe stripe;
    /** Its address book. */
    final StandInAddressBook addressBook;
    /** Its second channel, which says of each letter that it is delivered. */
    final StandInSecondChannel secondChannel;

    private final Deployment deployment;
    private final Map<String, String> environment;
    private final Map<String, String> names;
    private final Functions functions;
    /** The rights that the functions' calls use. */
    final ObservedRights rights;

    private long eventsBefore;
    private boolean opened;

    private Installation(
            Emulators emulators,
            StandInStripe stripe,
            StandInAddressBook addressBook,
            StandInSecondChannel secondChannel,
            Deployment deployment,
            ObservedRights rights,
            Optional<FunctionRuntime> processes,
            Map<String, String> environment,
            String timelineDocument,
            MovableClock clock)
            throws IOException {
        this.clock = clock;
        this.timelineDocument = timelineDocument;
        this.emulators = emulators;
        this.stripe = stripe;
        this.addressBook = addressBook;
        this.secondChannel = secondChannel;
        this.deployment = deployment;
        this.rights = rights;
        this.environment = environment;
        this.names = Names.of(deployment, environment);
        this.functions = processes.isPresent()
                ? new FunctionProcesses(processes.get(), deployment, environment, log, clock)
                : new ApplicationFunctions();
    }

    /** Creates its resources, and the timeline of {@link TestTimeline}; its functions are processes. */
    static Installation create(Emulators emulators, TestGoogle google, Setup setup) throws IOException {
        return create(emulators, google, setup, TestRuntime.processes());
    }

    /** The same with what runs the processes. */
    static Installation create(Emulators emulators, TestGoogle google, Setup setup, FunctionRuntime runtime)
            throws IOException {
        return create(emulators, google, setup, Optional.of(runtime));
    }

    /** The same with functions that run in the Quarkus application of the tests. */
    static Installation inApplication(Emulators emulators, TestGoogle google) throws IOException {
        return create(emulators, google, Setup.of("application"), Optional.empty());
    }

    private static Installation create(
            Emulators emulators, TestGoogle google, Setup setup, Optional<FunctionRuntime> processes)
            throws IOException {
        MovableClock clock = MovableClock.system();
        StandInStripe stripe = StandInStripe.start(STRIPE, clock);
        StandInAddressBook addressBook = StandInAddressBook.start();
        StandInSecondChannel secondChannel = StandInSecondChannel.start(true);
        Template template = Template.read(TEMPLATE);
        String timeline = TestTimeline.document(clock);
        Resolution resolution =
                setup.resolution(timeline, google, stripe.uri(), addressBook.uri(), secondChannel.uri());
        Deployment deployment = template.deployment(resolution);
        ObservedRights rights = new ObservedRights(RightsCheck.of(template, resolution, List.of(), Set.of(), clock));
        setup.putSecrets(emulators, STRIPE);
        emulators.provision(deployment);
        Installation installation = new Installation(
                emulators,
                stripe,
                addressBook,
                secondChannel,
                deployment,
                rights,
                processes,
                setup.environment(emulators),
                timeline,
                clock);
        installation.putTimeline();
        return installation;
    }

    /** The names of all functions. */
    Set<String> functions() {
        return deployment.functions().stream().map(Deployment.Function::export).collect(Collectors.toSet());
    }

    /** Every variable that any of its functions finds in its environment; none has two values but the export. */
    Map<String, String> environment() {
        Map<String, String> all = new HashMap<>();
        deployment.functions().stream()
                .flatMap(function -> function.environment().entrySet().stream())
                .filter(variable -> !variable.getKey().equals("QUARKUS_FUNQY_EXPORT"))
                .forEach(variable -> require(variable, all.putIfAbsent(variable.getKey(), variable.getValue())));
        all.putAll(environment);
        return all;
    }

    private static void require(Map.Entry<String, String> variable, String before) {
        if (before != null && !before.equals(variable.getValue())) {
            throw new IllegalStateException(variable.getKey() + " has two values among the functions");
        }
    }

    /** Calls a function and waits for its end. */
    Invocation invoke(String function, Event event) throws InterruptedException {
        return invoke(function, event.json());
    }

    /** The same with any JSON. */
    Invocation invoke(String function, String event) throws InterruptedException {
        rights.begin(function);
        Invocation invocation = functions.invoke(function, event);
        rights.end();
        return invocation;
    }

    /** Has a function work on messages, and gives the ids of those that it gives back. */
    List<String> work(String function, String... messages) throws InterruptedException {
        return work(function, Event.of(function).withMessages(messages));
    }

    /** The same of all messages of a queue. */
    List<String> work(String function, List<String> messages) throws InterruptedException {
        return work(function, messages.toArray(String[]::new));
    }

    /** The same with any event that has messages or records. */
    List<String> work(String function, Event event) throws InterruptedException {
        return BatchAnswer.failures(invoke(function, event));
    }

    /** Calls a function of the API and waits for its answer, which is one that {@code docs/openapi.yaml} documents. */
    HttpAnswer call(String function, Event request) throws InterruptedException {
        HttpAnswer answer = HttpAnswer.of(invoke(function, request));
        assertThat(OpenApi.read()
                        .at(request.document().path("routeKey").asText())
                        .faults(answer.status(), answer.contentType(), answer.text()))
                .as("the answer %s", answer.text())
                .isEmpty();
        return answer;
    }

    /** Makes a call through the operators' API, as whom the event names, or as Ada, and requires an answer. */
    OperatorAnswer operate(String operation, Event call) throws InterruptedException {
        Event named = call.document().has("by") ? call : call.with("/by", "Ada");
        return OperatorAnswer.of(operate(operation, named.json()));
    }

    /**
     * Makes a call through the operators' API, as whom the call names, who has every role; with IAM where it names
     * nobody. The answer is one that {@code docs/operators-openapi.yaml} documents.
     */
    Invocation operate(String operation, String call) throws InterruptedException {
        Operation called = OpenApi.ofOperators().operation(operation);
        Optional<String> request = OperatorTokens.request(operation, call);
        Invocation invocation = invoke(called.function(), request.orElse(call));
        if (request.isEmpty() || !(invocation instanceof Invocation.Succeeded)) {
            return invocation;
        }
        HttpAnswer answer = HttpAnswer.of(invocation);
        assertThat(called.faults(answer.status(), answer.contentType(), answer.text()))
                .as("the answer %s", answer.text())
                .isEmpty();
        return new Invocation.Succeeded(answer.text());
    }

    /** Starts an instance of a function, which the caller closes. */
    FunctionInstance start(String function) {
        return processes().start(function);
    }

    /** Starts to take HTTP requests and messages; the caller starts the schedules, and closes it. */
    Gateway open(URI issuer, int mostInstances) {
        opened = true;
        return processes().open(emulators, issuer, mostInstances);
    }

    private FunctionProcesses processes() {
        if (functions instanceof FunctionProcesses processes) {
            return processes;
        }
        throw new IllegalStateException("the functions of this installation are no processes");
    }

    /** The mails to a user, as they were sent to SES. */
    List<JsonNode> mailsTo(String address) {
        return emulators.ses().mails().stream()
                .filter(mail -> mail.at("/Destination/ToAddresses/0").asText().equals(address))
                .toList();
    }

    /** Clients of its resources. */
    Clients clients() {
        return emulators.clients();
    }

    /** The value of a variable that the functions have or derive, a table's name for example. */
    String variable(String name) {
        return Objects.requireNonNull(names.get(name), name);
    }

    /**
     * What waits in a queue, by the beginning of the variable with its URL. Once a gateway takes the messages, a test
     * that takes them too takes some for which nobody sends again before the sweep does.
     */
    QueuedMessages queue(String name) {
        if (opened) {
            throw new IllegalStateException("a gateway takes the messages of this installation");
        }
        return new QueuedMessages(clients().sqs(), variable(name + "_QUEUE_URL"));
    }

    /** The same of a queue to which no function sends, by its name in the stack. */
    QueuedMessages queueNamed(String name) {
        String shortest = deployment.queues().stream()
                .map(Deployment.Queue::name)
                .filter(each -> each.endsWith("-" + name))
                .min(Comparator.comparing(String::length))
                .orElseThrow();
        return new QueuedMessages(clients().sqs(), urlOf(shortest));
    }

    /** A whole sweep: sends for all tasks, and works on them at once. */
    void sweep() throws InterruptedException {
        sweep(Event.of("sweep"));
    }

    /** A whole sweep after this event. */
    void sweep(Event event) throws InterruptedException {
        assertThat(invoke("sweep", event)).isInstanceOf(Invocation.Succeeded.class);
        runSweepTasks(queue("SWEEP").takeAll().stream());
    }

    /** What a whole sweep does for these tasks alone. */
    void sweep(TaskName... tasks) throws InterruptedException {
        runSweepTasks(Stream.of(tasks)
                .flatMap(task -> IntStream.range(0, task.shards())
                        .mapToObj(shard ->
                                new SweepMessage(task, shard, clock.instant(), new Correlation("sweep")).write())));
    }

    private void runSweepTasks(Stream<String> messages) throws InterruptedException {
        assertThat(work("run-sweep-task", messages.toList()))
                .as(() -> "the log's end:\n" + log.end())
                .isEmpty();
    }

    private String urlOf(String queue) {
        return emulators.endpoints().queues() + "/" + queue;
    }

    /** The transfers as the functions keep them. */
    TransferStore transfers() {
        return new DynamoTransferStore(clients().dynamoDb(), variable("TRANSFERS_TABLE"), clock, new SecureRandom());
    }

    /** A user's transfer. */
    Optional<Transfer> transferOf(UserId user) {
        return transfers().find(user);
    }

    /** The archives as the functions keep them. */
    ArchiveStore archives() {
        return new DynamoArchiveStore(clients().dynamoDb(), variable("ARCHIVES_TABLE"), clock, new SecureRandom());
    }

    /** The jobs as the functions keep them. */
    JobStore jobs() {
        return new DynamoJobStore(clients().dynamoDb(), variable("JOBS_TABLE"), new Random(1));
    }

    /** How far the groups are, as the functions keep it. */
    MilestoneStore advances() {
        return new DynamoMilestoneStore(clients().dynamoDb(), variable("GROUPS_TABLE"), new SecureRandom());
    }

    /** The schedules of the dates as the functions put them. */
    Schedules schedules() {
        return new EventBridgeSchedules(
                clients().scheduler(),
                variable("SCHEDULE_GROUP"),
                variable("ADVANCE_QUEUE_ARN"),
                variable("SCHEDULE_ROLE_ARN"));
    }

    /** The closings of the groups as the functions keep them. */
    ClosingStore closings() {
        return new DynamoClosingStore(clients().dynamoDb(), variable("GROUPS_TABLE"), new SecureRandom());
    }

    /** The purges of the groups as the functions keep them. */
    PurgeStore purges() {
        return new DynamoPurgeStore(clients().dynamoDb(), variable("GROUPS_TABLE"), new SecureRandom());
    }

    /** The approvals of the groups as the functions keep them. */
    ApprovalStore approvals() {
        return new DynamoApprovalStore(clients().dynamoDb(), variable("GROUPS_TABLE"), new SecureRandom());
    }

    /** The ledger of refunds as the functions keep it. */
    RefundLedger refunds() {
        return new DynamoRefundLedger(clients().dynamoDb(), variable("REFUNDS_TABLE"), new SecureRandom());
    }

    /** What is on its bus, each event as the entry that it came as, newest last. */
    List<JsonNode> events() {
        return allEvents().stream().skip(eventsBefore).toList();
    }

    private List<JsonNode> allEvents() {
        return emulators.eventBridge().eventsOf(variable("EVENT_BUS_NAME"));
    }

    /** The text of a file in its audit bucket. */
    String auditFile(String key) {
        return clients()
                .s3()
                .getObjectAsBytes(
                        request -> request.bucket(variable("AUDIT_BUCKET")).key(key))
                .asUtf8String();
    }

    /** The timeline in force. */
    Timeline timeline() {
        return timelines().inForce();
    }

    /** The timeline as the functions keep it. */
    TimelineStore timelines() {
        return new DynamoTimelineStore(clients().dynamoDb(), variable("GROUPS_TABLE"), clock);
    }

    /** Puts a row of texts into the table that a variable names. */
    void put(String tableVariable, Map<String, String> texts) {
        putRow(
                tableVariable,
                texts.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, text -> AttributeValue.fromS(text.getValue()))));
    }

    /** Puts a row into the table that a variable names. */
    void putRow(String tableVariable, Map<String, AttributeValue> row) {
        clients()
                .dynamoDb()
                .putItem(request -> request.tableName(variable(tableVariable)).item(row));
    }

    /** All rows, by the names of their tables. */
    Map<String, Set<Map<String, AttributeValue>>> rows() {
        return deployment.tables().stream()
                .collect(Collectors.toMap(
                        Deployment.Table::name,
                        table ->
                                clients()
                                        .dynamoDb()
                                        .scanPaginator(request -> request.tableName(table.name()))
                                        .items()
                                        .stream()
                                        .collect(Collectors.toSet())));
    }

    /** All rows of the transfers table that are a user's. */
    List<Map<String, AttributeValue>> rowsOf(UserId user) {
        return rowsOf(user, "TRANSFERS_TABLE");
    }

    /** All rows of a user in the table that a variable names. */
    List<Map<String, AttributeValue>> rowsOf(UserId user, String tableVariable) {
        return clients()
                .dynamoDb()
                .query(request -> request.tableName(variable(tableVariable))
                        .keyConditionExpression("userId = :user")
                        .expressionAttributeValues(Map.of(":user", AttributeValue.fromS(user.value()))))
                .items();
    }

    /**
     * Forgets what was done to its groups and users, as if it were new: rows, messages, schedules, events and log
     * lines, and the objects of the closed group and of the auditors.
     */
    void clear() {
        deployment.tables().forEach(this::removeRows);
        putTimeline();
        deployment
                .queues()
                .forEach(queue -> clients().sqs().purgeQueue(request -> request.queueUrl(urlOf(queue.name()))));
        schedules().list().forEach(schedules()::remove);
        List.of("GALLERY_BUCKET", "ARCHIVE_BUCKET").forEach(bucket -> removeObjects(bucket, "2/"));
        removeObjects("AUDIT_BUCKET", "");
        eventsBefore = allEvents().size();
        log.clear();
    }

    private void putTimeline() {
        Publication first = new Publication(
                TimelineDocument.read(timelineDocument),
                SampleOperators.named("Ada"),
                "as announced",
                Optional.of(clock.instant()));
        timelines().publish(Publication.NONE, first);
    }

    private void removeRows(Deployment.Table table) {
        DynamoDbClient dynamoDb = clients().dynamoDb();
        List<String> key = Stream.concat(Stream.of(table.partitionKey()), table.sortKey().stream())
                .map(Deployment.Attribute::name)
                .toList();
        for (Map<String, AttributeValue> row : dynamoDb.scanPaginator(request -> request.tableName(table.name()))
                .items()) {
            dynamoDb.deleteItem(request -> request.tableName(table.name())
                    .key(key.stream().collect(Collectors.toMap(Function.identity(), row::get))));
        }
    }

    private void removeObjects(String bucketVariable, String prefix) {
        String bucket = variable(bucketVariable);
        S3Client s3 = clients().s3();
        ListObjectVersionsResponse listed =
                s3.listObjectVersions(request -> request.bucket(bucket).prefix(prefix));
        Stream.concat(
                        listed.versions().stream().map(each -> Map.entry(each.key(), each.versionId())),
                        listed.deleteMarkers().stream().map(each -> Map.entry(each.key(), each.versionId())))
                .forEach(each -> s3.deleteObject(
                        request -> request.bucket(bucket).key(each.getKey()).versionId(each.getValue())));
    }

    @Override
    public void close() {
        functions.close();
        stripe.close();
        addressBook.close();
        secondChannel.close();
    }

    /** What runs an installation's functions. */
    interface Functions extends AutoCloseable {
        /** Calls a function and waits for its end. */
        Invocation invoke(String function, String payload) throws InterruptedException;

        @Override
        void close();
    }

    /** What a function answers to a batch of queue messages: a partial batch response. */
    static final class BatchAnswer {
        private BatchAnswer() {}

        /** The ids of the messages that are given back. */
        static List<String> failures(Invocation invocation) {
            assertThat(invocation).isInstanceOf(Invocation.Succeeded.class);
            JsonNode failures =
                    Json.read(((Invocation.Succeeded) invocation).payload()).required("batchItemFailures");
            return IntStream.range(0, failures.size())
                    .mapToObj(index ->
                            failures.get(index).required("itemIdentifier").asText())
                    .toList();
        }
    }
}
