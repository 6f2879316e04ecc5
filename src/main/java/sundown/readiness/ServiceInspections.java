package sundown.readiness;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.PaidThrough;
import sundown.failure.PermanentFailure;
import sundown.limit.Limit;
import sundown.limit.LimitStore;
import sundown.limit.LimitStore.SetLimits;
import sundown.readiness.AccountSample.SampledAccount;
import sundown.readiness.PublicDocuments.Answer;
import sundown.readiness.PublicDocuments.PageConfiguration;
import sundown.readiness.PublicDocuments.SignIn;
import sundown.readiness.Readiness.Outcome;
import sundown.refund.PaymentServices;
import sundown.refund.ReportingService;
import sundown.refund.ReportingService.Funds;
import sundown.report.ProgressReport;
import sundown.report.ProgressReport.GroupProgress;
import sundown.report.ReportFiles;
import sundown.secret.Credential;
import sundown.secret.Credential.ApiKey;
import sundown.secret.Credential.ClientSecret;
import sundown.secret.Credential.WebhookSecret;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/** The payment service, the photo library, the sign-in, and the page, and the secrets to reach them. */
@Singleton
record ServiceInspections(
        PaymentServices services,
        ReportingService stripe,
        LibraryClient library,
        PublicDocuments documents,
        CredentialReaders readers,
        Credential.Source<ApiKey> apiKey,
        Credential.Source<ClientSecret> clientSecret,
        Credential.Source<WebhookSecret> webhookSecret,
        AccountSample accounts,
        ReportFiles reports,
        TimelineStore timelines,
        LimitStore limits,
        ReadinessSettings settings,
        RandomGenerator random)
        implements Inspections {
    /** The charges that are looked up at each payment service, with a call for each. */
    private static final int CHARGES_MAX = 10;

    private static final String STRIPE = "Stripe, the secret of StripeApiKeySecretName";

    @Override
    public List<Inspection> list(Instant now) {
        Supplier<List<SampledAccount>> people = Inspections.once(() -> accounts.draw(random));
        Supplier<Funds> funds = Inspections.once(stripe::funds);
        Supplier<List<GroupProgress>> counted = Inspections.once(() -> ProgressReport.listLatest(reports));
        return List.of(
                new Inspection("secrets", "secretsmanager:GetSecretValue", this::secrets),
                new Inspection(
                        "secret-readers", "iam:SimulatePrincipalPolicy", () -> ServiceRules.readers(readers.denied())),
                new Inspection("stripe-key", STRIPE, () -> ServiceRules.stripeKey(funds.get())),
                new Inspection("charges", STRIPE + ", of GooglePlayKeySecretName", () -> charges(people.get())),
                new Inspection(
                        "stripe-balance",
                        STRIPE + ", progress/latest.json",
                        () -> balance(people.get(), funds.get(), counted.get(), now),
                        () -> ServiceRules.balances(funds.get(), counted.get(), fees(people.get()), now)),
                new Inspection(
                        "google-client",
                        "Google's token endpoint, the secret of GoogleClientSecretName",
                        () -> ServiceRules.googleClient(library.isAccepted())),
                new Inspection(
                        "google-quota",
                        ProgressReport.PLACE,
                        () -> ForecastRules.quota(counted.get(), granted(), now),
                        () -> ForecastRules.figures(counted.get(), granted(), now)),
                new Inspection("sign-in", "the documents of TokenIssuer", this::signIn),
                new Inspection("page", "config.json of the page", this::page),
                new Inspection("mail", "Mail", () -> ServiceRules.mail(settings.mails())),
                new Inspection(
                        "reached",
                        ProgressReport.PLACE,
                        () -> ServiceRules.reached(counted.get(), settings.reachedPercentMin())));
    }

    private ForecastRules.Granted granted() {
        ForecastRules.Granted deployed = settings.granted();
        SetLimits set = limits.inForce();
        return new ForecastRules.Granted(
                set.value(Limit.GOOGLE_REQUESTS_PER_DAY, deployed.requestsPerDay()),
                set.value(Limit.GOOGLE_UPLOADS_PER_MINUTE, deployed.uploadsPerMinute()),
                deployed.uploadsCount());
    }

    private Outcome secrets() {
        return ServiceRules.secrets(Stream.<Credential.Source<?>>of(clientSecret, apiKey, webhookSecret)
                .flatMap(secret -> fault(secret).stream())
                .toList());
    }

    private static Optional<String> fault(Credential.Source<?> secret) {
        try {
            secret.read();
            return Optional.empty();
        } catch (PermanentFailure unusable) {
            return Optional.of(unusable.getMessage());
        }
    }

    private Outcome charges(List<SampledAccount> people) {
        return ServiceRules.charges(services.services().stream()
                .flatMap(service -> memberships(people, service.through()).stream()
                        .limit(CHARGES_MAX)
                        .map(membership -> new ServiceRules.Charged(membership, service.charge(membership.charge()))))
                .toList());
    }

    private static List<Membership> memberships(List<SampledAccount> sample, PaidThrough service) {
        return sample.stream()
                .flatMap(sampled -> sampled.account().flatMap(Account::membership).stream())
                .filter(membership -> membership.through() == service)
                .toList();
    }

    private Outcome balance(List<SampledAccount> people, Funds funds, List<GroupProgress> counted, Instant now) {
        Optional<Instant> refundDate = timelines.current().timeline().groups().stream()
                .map(Group::dates)
                .map(Dates::refundBy)
                .filter(now::isBefore)
                .min(Instant::compareTo);
        return ServiceRules.balance(funds, counted, fees(people), refundDate, now);
    }

    private static ServiceRules.Fees fees(List<SampledAccount> people) {
        return new ServiceRules.Fees(people.size(), memberships(people, PaidThrough.STRIPE));
    }

    private Outcome signIn() {
        Answer configuration = documents.get(
                URI.create(settings.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration"));
        SignIn signIn = SignIn.read(configuration);
        Answer keys = documents.get(signIn.keys());
        return ServiceRules.signIn(settings.issuer(), signIn, SignIn.signingKeys(keys));
    }

    private Outcome page() {
        return ServiceRules.page(
                settings, PageConfiguration.read(documents.get(settings.page().resolve("config.json"))));
    }
}
