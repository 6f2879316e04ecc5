package sundown.local.demo.cloud;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoTimelineStore;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.local.clock.MovableClock;
import sundown.local.command.Stages;
import sundown.local.demo.cloud.LocalUser.AdoptedUser;
import sundown.local.demo.cloud.LocalUser.Member;
import sundown.local.demo.gallery.Gallery;
import sundown.local.emulators.Clients;
import sundown.local.emulators.Cloud;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.Endpoints;
import sundown.local.emulators.ExternalCloud;
import sundown.local.emulators.StandInAddressBook;
import sundown.local.emulators.StandInSecondChannel;
import sundown.local.emulators.Usage;
import sundown.local.gateway.Gateway;
import sundown.local.gateway.Gateway.GatewaySettings;
import sundown.local.gateway.Gateway.GatewaySettings.Pace;
import sundown.local.google.play.StandInPlay;
import sundown.local.identity.LocalIdentity;
import sundown.local.identity.Staff;
import sundown.local.lambda.FunctionHost;
import sundown.local.lambda.FunctionHost.AwsAccount;
import sundown.local.lambda.FunctionHost.FunctionLog;
import sundown.local.lambda.FunctionRuntime;
import sundown.local.rights.RightsCheck;
import sundown.local.rights.RightsReport;
import sundown.local.stripe.StandInStripe;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.Redrive;
import sundown.local.template.Template.Resolution;
import sundown.runtime.ClockOffset;
import sundown.timeline.Group;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/**
 * The local cloud without a Google: the emulators, or a cloud that already runs, with the template's resources, the
 * identity provider, the stand-ins for Stripe and Google Play, and the gateway that calls the functions. After it is
 * closed, only the functions' log is left, and what it created in a cloud that already ran.
 */
public final class LocalCloud implements AutoCloseable {
    public static final Path LOG = Path.of("target", "local", "functions.log");

    private static final String APP = "sundown-app";
    private static final String SCOPE = "sundown/export";
    private static final String SECRET = "sundown/google";
    private static final String ADDRESS_BOOK = "sundown/address-book";
    private static final String SECOND_CHANNEL = "sundown/second-channel";
    private static final String NOBODY = "arn:aws:sns:" + Endpoints.REGION + ":" + Endpoints.ACCOUNT + ":nobody";
    /**
     * Shorter than in production, so that a parked transfer does not wait a minute for one second. A slow machine
     * sweeps again when it has begun all of the last sweep.
     */
    private static final Duration SWEEP_PERIOD = Duration.ofSeconds(3);

    /** Of each function, and as soon as a developer's machine allows. */
    private static final int INSTANCES_MAX = 2;

    private static final Duration REDELIVER_AFTER = Duration.ofSeconds(2);

    /** All languages of the page, also those without a review. */
    private static final String LANGUAGES = "en zh-Hans zh-Hant hi id fil vi ms my pt-BR tr es ar de fr it ja ko ru th";

    private final OpenParts parts;
    private final Settings settings;
    private final SampleTimeline timeline;
    private final Cloud aws;
    private final LocalIdentity identity;
    private final LocalIdentity staff;
    private final StripeSide stripe;
    private final PlaySide play;
    private final StandInAddressBook addressBook;
    private final StandInSecondChannel secondChannel;
    private final MovableClock clock;
    private final Stack stack;
    private final RightsCheck rights;
    private final Gateway gateway;

    private LocalCloud(
            OpenParts parts,
            GoogleSide google,
            FunctionRuntime functions,
            Settings settings,
            String group,
            Optional<String> ended,
            MovableClock clock,
            Stages stages)
            throws Exception {
        this.parts = parts;
        SampleTimeline opened = SampleTimeline.opened(group, clock.instant());
        this.timeline = ended.map(past -> opened.ended(past, clock.instant())).orElse(opened);
        this.clock = clock;
        this.settings = settings;
        aws = stages.run(
                settings.cloud().map(address -> "cloud at " + address).orElse("emulators of AWS"),
                () -> parts.add(aws(parts, settings, clock)));
        identity = stages.run("identity provider", () -> parts.add(new LocalIdentity(APP, SCOPE, clock)));
        staff = parts.add(new LocalIdentity(Staff.AUDIENCE, "openid", Staff::claims, clock));
        staff.offerStaff();
        settings.page().ifPresent(page -> {
            identity.admit(page);
            staff.admit(page);
        });
        addressBook = parts.add(StandInAddressBook.start());
        secondChannel = parts.add(StandInSecondChannel.start(true));
        stripe = stages.run("stand-in for Stripe", () -> parts.add(StripeSide.start(clock)));
        play = stages.run("stand-in for Google Play", () -> parts.add(PlaySide.start(clock)));
        stack = Stack.of(
                aws,
                settings.stackName(),
                settings.layout(),
                Resolution.groupCloses(timeline.document().toString()),
                parameters(google));
        stages.run("tables, queues and buckets of template.yaml", stack::provision);
        if (ended.isPresent()) {
            stages.run("a group that has ended", () -> end(ended.get()));
        }
        TimelineStore timelines = new DynamoTimelineStore(clients().dynamoDb(), variable("GROUPS_TABLE"), clock);
        clock.follow(() -> dates(timelines.current().timeline()));
        StripeSide.putSecrets(aws);
        play.putSecret(aws);
        aws.putSecret(ADDRESS_BOOK, Map.of("token", StandInAddressBook.TOKEN));
        aws.putSecret(SECOND_CHANNEL, Map.of("token", StandInSecondChannel.TOKEN));
        aws.putSecret(SECRET, Map.of("clientSecret", google.project().clientSecret()));
        rights = stack.checkRights(clock);
        GatewaySettings listening = new GatewaySettings(
                host(functions, environment(), clock),
                settings.port(),
                identity.issuer(),
                Set.of(APP),
                INSTANCES_MAX,
                REDELIVER_AFTER,
                Optional.of(stack.page()),
                Optional.of(stack.console()),
                Optional.of(new Pace(SWEEP_PERIOD, () -> messages(stack.variable("SWEEP_QUEUE_URL")) > 0)));
        Deployment deployment =
                settings.debugged().map(stack.deployment()::debugging).orElse(stack.deployment());
        gateway = stages.run(
                "HTTP API, queues and streams",
                () -> parts.add(new Gateway(
                        deployment,
                        listening,
                        clients().sqs(),
                        clients().dynamoDb(),
                        clients().dynamoDbStreams())));
        stripe.tell(gateway.address());
        identity.admit(gateway.address().toString());
        staff.admit(gateway.console().toString());
    }

    /** Starts it without a group that has ended. */
    public static LocalCloud start(
            GoogleSide google,
            FunctionRuntime functions,
            Settings settings,
            String group,
            MovableClock clock,
            Stages stages)
            throws Exception {
        return start(google, functions, settings, group, Optional.empty(), clock, stages);
    }

    /**
     * Starts it, but for the schedules.
     *
     * @param settings the API's port, the size of volumes, and the function to debug
     * @param group its exports have just opened, by the timeline that is to be published there
     * @param ended a group that has been deleted and certified, by that timeline, which is published then
     * @param clock the clock of all parts
     * @param stages is told of the start
     * @throws Exception if a part of it does not start; the others are closed then
     */
    public static LocalCloud start(
            GoogleSide google,
            FunctionRuntime functions,
            Settings settings,
            String group,
            Optional<String> ended,
            MovableClock clock,
            Stages stages)
            throws Exception {
        OpenParts parts = new OpenParts();
        try {
            return new LocalCloud(parts, google, functions, settings, group, ended, clock, stages);
        } catch (Exception e) {
            parts.close();
            throw e;
        }
    }

    private void end(String group) {
        try (EndedGroup past = new EndedGroup(stack, timeline, group)) {
            past.end();
        }
    }

    private static Cloud aws(OpenParts parts, Settings settings, MovableClock clock) throws IOException {
        if (settings.cloud().isEmpty()) {
            Path objects = parts.add(ObjectsFolder.create(LOG.getParent())).path();
            return Emulators.start(objects, 0, clock);
        }
        URI address = settings.cloud().get();
        if (!ClockOffset.isOnThisMachine(address.toString())) {
            clock.hold("The clock goes with the cloud at " + address + ", which is not on this machine.");
        }
        return ExternalCloud.at(address, clock);
    }

    private Map<String, String> parameters(GoogleSide google) {
        Map<String, String> parameters = new HashMap<>(google.parameters());
        parameters.putAll(stripe.parameters());
        parameters.putAll(play.parameters());
        parameters.put("TokenIssuer", identity.issuer().toString());
        parameters.put("TokenAudience", APP);
        parameters.put("OperatorsIssuer", staff.issuer().toString());
        parameters.put("OperatorsAudience", Staff.AUDIENCE);
        parameters.put(
                "PageConnections", identity.issuer() + " " + aws.endpoints().address());
        parameters.put("PageLanguages", LANGUAGES);
        parameters.put("SupportUri", "mailto:help@photos.example");
        parameters.put("HelpUri", "https://photos.example/help");
        parameters.put("PrivacyUri", "https://photos.example/privacy");
        parameters.put("StatusUri", "https://photos.example/status");
        parameters.put("GoogleOffers", "ID,IN=100GB/P3M ID,IN=200GB/P1M");
        // A cloud that others started may have neither rules nor mails.
        if (settings.cloud().isEmpty()) {
            parameters.put("Mail", "on");
        }
        parameters.put("MailFrom", "Photos <photos@photos.example>");
        parameters.put("MailIdentity", "photos.example");
        parameters.put("MailAddressBookUri", addressBook.uri().toString());
        parameters.put("SecondChannelUri", secondChannel.uri().toString());
        parameters.put("ConsoleConnections", staff.issuer().toString());
        parameters.put("GoogleClientId", google.project().clientId());
        parameters.put("GoogleClientSecretName", SECRET);
        parameters.put("AlarmTopicArn", NOBODY);
        settings.page().ifPresent(origin -> parameters.put("PageOrigin", origin));
        settings.volumes().ifPresent(bytes -> parameters.put("ArchiveVolumeBytes", Long.toString(bytes)));
        return parameters;
    }

    private static FunctionHost host(FunctionRuntime functions, Map<String, String> environment, MovableClock clock)
            throws IOException {
        Files.deleteIfExists(LOG);
        return new FunctionHost(
                functions,
                new AwsAccount(Endpoints.REGION, Endpoints.ACCOUNT),
                environment,
                FunctionLog.appendTo(LOG),
                clock);
    }

    /** The links in mails lead to the page where its port is known before it is served. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(aws.endpoints().environment());
        if (settings.port() > 0) {
            environment.put("PAGE_URI", "http://127.0.0.1:" + settings.port() + "/");
        }
        return environment;
    }

    private static List<Instant> dates(Timeline timeline) {
        return timeline.groups().stream()
                .map(Group::dates)
                .flatMap(dates -> Stream.of(
                        dates.notice(), dates.exportsOpen(), dates.refundsBegin(), dates.close(), dates.refundBy()))
                .toList();
    }

    /** Tells once, in a sentence, that an emulator has ended by itself: nothing works without it. */
    public void onLoss(Consumer<String> tell) {
        Thread.ofVirtual().start(() -> tell.accept(aws.loss().join()));
    }

    /** Enrols a member with a gallery; call it before a timeline is published. */
    public void enrol(Member member, Gallery gallery) throws IOException, InterruptedException {
        bill(member.membership(clock.instant()));
        new Enrolment(stack, clock).enrol(member, gallery);
        identity.offer(member.user().userId());
    }

    /** A fee that was paid elsewhere is known to nobody here. */
    private void bill(Membership membership) {
        switch (membership.through()) {
            case STRIPE -> stripe.bill(membership);
            case GOOGLE_PLAY -> play.bill(membership);
            case APPLE, CARRIER, OTHER -> {}
        }
    }

    /** Takes the address of a user out of the address book: no mail reaches them. */
    public void removeAddress(LocalUser user) {
        addressBook.put(user.userId(), "");
    }

    /** The letters that the second channel has taken, as JSON. */
    public List<String> lettersOnSecondChannel() {
        return secondChannel.taken();
    }

    /** Lets some hundred other users move in; call it when the timeline is published. */
    public void populate(Timeline inForce) {
        new Residents(stack, clock.instant()).moveIn(inForce);
    }

    /** Takes users of an import in; call it before a timeline is published. */
    public void adopt(List<AdoptedUser> users, Map<ObjectKey, Set<UserId>> claims)
            throws IOException, InterruptedException {
        users.stream().flatMap(user -> user.account().membership().stream()).forEach(this::bill);
        users.forEach(user -> identity.offer(user.account().user().value()));
        new Enrolment(stack, clock).adopt(users, claims);
    }

    /** Starts the schedules; call it after the members are enrolled. */
    public void startSchedules() {
        gateway.startSchedules();
    }

    /** Lets no function serve another call with code that was replaced. */
    public void dropOldCode() {
        gateway.dropUnusableInstances();
    }

    SampleTimeline timeline() {
        return timeline;
    }

    public URI api() {
        return gateway.address();
    }

    public URI console() {
        return gateway.console();
    }

    public URI staffSignIn() {
        return staff.issuer();
    }

    /** An access token with which one of the staff, who signs in now, may call the operators' API. */
    String accessToken(Staff person) {
        return staff.accessToken(person.user());
    }

    public URI signIn() {
        return identity.issuer();
    }

    public StandInStripe stripe() {
        return stripe.standIn();
    }

    public StandInPlay play() {
        return play.standIn();
    }

    public String events() {
        return aws.eventsOn(variable("EVENT_BUS_NAME"));
    }

    public String mails() {
        return aws.mails();
    }

    public String accessToken(LocalUser user) {
        return accessToken(new UserId(user.userId()));
    }

    public String accessToken(UserId user) {
        return identity.accessToken(user.value());
    }

    public Usage usage() {
        return aws.usage();
    }

    public RightsReport rights() {
        return rights.report();
    }

    public Clients clients() {
        return aws.clients();
    }

    public AuditDocuments auditDocuments(PrintStream out) {
        return new AuditDocuments(aws.clients().s3(), variable("AUDIT_BUCKET"), clock, out);
    }

    /** The value of a variable that the functions have or derive, a table's name for example. */
    public String variable(String name) {
        return stack.variable(name);
    }

    public GalleryLayout layout() {
        return stack.layout();
    }

    /** Where S3 has an object of the gallery, or what lies under a prefix of keys. */
    public GalleryObject object(String key) {
        return GalleryObject.of(variable("GALLERY_BUCKET"), key);
    }

    /** The number of messages in the dead-letter queue of the queue that a variable names. */
    public long deadLetters(String queueVariable) {
        String url = variable(queueVariable);
        String letters = stack.deployment().queues().stream()
                .filter(queue -> url.endsWith("/" + queue.name()))
                .flatMap(queue -> queue.redrive().stream())
                .map(Redrive::deadLetterQueue)
                .findFirst()
                .orElseThrow();
        return messages(aws.endpoints().queues() + "/" + letters);
    }

    private long messages(String queueUrl) {
        return Long.parseLong(clients()
                .sqs()
                .getQueueAttributes(request ->
                        request.queueUrl(queueUrl).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    /** Kills a process of a function during its work; false when none works. */
    boolean kill(String function) {
        return gateway.kill(function);
    }

    @Override
    public void close() throws Exception {
        parts.close();
    }

    /**
     * Where S3 has an object of the gallery.
     *
     * @param key in the bucket, or what keys begin with
     */
    public record GalleryObject(String bucket, String key) {
        static GalleryObject of(String own, String key) {
            return key.startsWith(ObjectKey.ELSEWHERE)
                    ? new GalleryObject(ObjectKey.bucket(key), ObjectKey.key(key))
                    : new GalleryObject(own, key);
        }
    }

    /** Parts of a whole, closed in the reverse order of their opening: first what calls, last what is called. */
    static final class OpenParts implements AutoCloseable {
        private final Deque<AutoCloseable> parts = new ArrayDeque<>();

        <T extends AutoCloseable> T add(T part) {
            parts.push(part);
            return part;
        }

        /** Closes all, even when closing one of them fails; the first failure is thrown then, with the others in it. */
        @Override
        public void close() throws Exception {
            Exception failure = null;
            while (!parts.isEmpty()) {
                try {
                    parts.pop().close();
                } catch (Exception e) {
                    if (failure == null) {
                        failure = e;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
