package sundown.local.stripe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import sundown.local.fault.FaultScript;
import sundown.local.http.Endpoint;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.http.Request.BasicCredentials;
import sundown.local.http.Unanswered;

/** Stripe's API: checks the API key, lets faults strike, and honours idempotency keys. */
final class Api implements Endpoint {
    private static final String REFUNDS = "/v1/refunds";
    private static final String SUBSCRIPTIONS = "/v1/subscriptions/";
    private static final String INVOICES = "/v1/invoices/";
    private static final String CHARGES = "/v1/charges/";

    private final Books books;
    private final RefundEndpoints refunds;
    private final SubscriptionEndpoints subscriptions;
    private final AccountEndpoints account;
    private final FaultScript<Operation, Effect> script;
    private final IdempotencyKeys keys;
    private final Supplier<String> apiKey;
    private final AtomicLong requests = new AtomicLong();

    Api(Books books, FaultScript<Operation, Effect> script, IdempotencyKeys keys, Supplier<String> apiKey) {
        this.books = books;
        this.refunds = new RefundEndpoints(books);
        this.subscriptions = new SubscriptionEndpoints(books);
        this.account = new AccountEndpoints(books);
        this.script = script;
        this.keys = keys;
        this.apiKey = apiKey;
    }

    @Override
    public Reply answer(Request request) throws IOException {
        Parameters parameters = Parameters.of(request);
        return told(() -> routed(request, parameters))
                .with("Request-Id", "req_%014d".formatted(requests.incrementAndGet()));
    }

    private Reply routed(Request request, Parameters parameters) {
        String path = request.path();
        if (path.equals(REFUNDS) && request.method().equals("POST")) {
            return pass(Operation.CREATE_REFUND, request, parameters, () -> refunds.create(parameters));
        }
        if (path.equals(REFUNDS) && request.method().equals("GET")) {
            return pass(Operation.LIST_REFUNDS, request, parameters, () -> refunds.list(parameters));
        }
        if (path.matches(REFUNDS + "/[^/]+") && request.method().equals("GET")) {
            return pass(
                    Operation.RETRIEVE_REFUND,
                    request,
                    parameters,
                    () -> refunds.retrieve(path.substring(REFUNDS.length() + 1)));
        }
        if (path.matches(SUBSCRIPTIONS + "[^/]+")) {
            return subscription(path.substring(SUBSCRIPTIONS.length()), request, parameters);
        }
        if (path.matches(INVOICES + "[^/]+") && request.method().equals("GET")) {
            String id = path.substring(INVOICES.length());
            return pass(
                    Operation.RETRIEVE_INVOICE,
                    request,
                    parameters,
                    () -> Reply.json(200, books.invoice(id).document()));
        }
        if (path.matches(CHARGES + "[^/]+") && request.method().equals("GET")) {
            String id = path.substring(CHARGES.length());
            return pass(Operation.RETRIEVE_CHARGE, request, parameters, () -> account.charge(id));
        }
        if (path.equals("/v1/balance") && request.method().equals("GET")) {
            return pass(Operation.RETRIEVE_BALANCE, request, parameters, account::balance);
        }
        throw StripeProblem.unknownAddress(request.method(), path);
    }

    private Reply subscription(String id, Request request, Parameters parameters) {
        return switch (request.method()) {
            case "GET" -> pass(Operation.RETRIEVE_SUBSCRIPTION, request, parameters, () -> subscriptions.retrieve(id));
            case "DELETE" ->
                pass(Operation.CANCEL_SUBSCRIPTION, request, parameters, () -> subscriptions.cancel(id, parameters));
            default -> throw StripeProblem.unknownAddress(request.method(), request.path());
        };
    }

    private Reply pass(Operation operation, Request request, Parameters parameters, Supplier<Reply> action) {
        if (books.isDown()) {
            throw Unanswered.dropped();
        }
        List<Effect> effects = script.strike(operation);
        effects.forEach(Api::before);
        if (!key(request).equals(Optional.of(apiKey.get()))) {
            throw StripeProblem.wrongKey();
        }
        // By its documentation, Stripe heeds the keys of POST alone.
        Reply reply = request.header("Idempotency-Key")
                .filter(key -> request.method().equals("POST"))
                .map(key -> keys.once(key, parameters, () -> acted(effects, action)))
                .orElseGet(() -> acted(effects, action));
        effects.forEach(Api::after);
        return reply;
    }

    /** The API key, sent as a bearer token or as the name of a user without a password. */
    private static Optional<String> key(Request request) {
        return request.bearerToken().or(() -> request.basicCredentials().map(BasicCredentials::name));
    }

    private static void before(Effect effect) {
        switch (effect) {
            case Effect.Answer answer -> throw StripeProblem.scripted(answer.status(), answer.code());
            case Effect.Drop ignored -> throw Unanswered.dropped();
            case Effect.BreakDown ignored -> {}
            case Effect.ActThenDrop ignored -> {}
            case Effect.ActThenSilence ignored -> {}
        }
    }

    private static Reply acted(List<Effect> effects, Supplier<Reply> action) {
        return effects.stream().anyMatch(Effect.BreakDown.class::isInstance)
                ? StripeProblem.scripted(500, Optional.empty()).reply()
                : told(action);
    }

    private static Reply told(Supplier<Reply> action) {
        try {
            return action.get();
        } catch (StripeProblem problem) {
            return problem.reply();
        }
    }

    private static void after(Effect effect) {
        switch (effect) {
            case Effect.ActThenDrop ignored -> throw Unanswered.dropped();
            case Effect.ActThenSilence ignored -> throw Unanswered.silent();
            case Effect.Answer ignored -> {}
            case Effect.Drop ignored -> {}
            case Effect.BreakDown ignored -> {}
        }
    }
}
