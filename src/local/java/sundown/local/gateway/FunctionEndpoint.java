package sundown.local.gateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import sundown.local.gateway.GatewayRequest.GatewayEndpoint;
import sundown.local.http.Reply;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.FunctionInvoker.Invocation;

/**
 * How an operator of the local cloud calls a function by its name, beside the API's routes: {@code POST
 * /local/functions/stop-purges} with the call as the body. It stands for Lambda's Invoke, which no route leads to.
 */
final class FunctionEndpoint implements GatewayEndpoint {
    static final String PREFIX = "/local/functions/";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, FunctionInvoker> functions;

    FunctionEndpoint(Map<String, FunctionInvoker> functions) {
        this.functions = Map.copyOf(functions);
    }

    @Override
    public Optional<Reply> answer(GatewayRequest request) {
        if (!request.path().startsWith(PREFIX)) {
            return Optional.empty();
        }
        if (!request.method().equals("POST")) {
            return Optional.of(HttpGateway.message(405, "Method Not Allowed").with("allow", "POST"));
        }
        FunctionInvoker function = functions.get(request.path().substring(PREFIX.length()));
        return Optional.of(
                function == null
                        ? HttpGateway.message(404, "No operator calls a function of this name.")
                        : call(function, request));
    }

    private static Reply call(FunctionInvoker function, GatewayRequest request) {
        if (request.truncated() || !isJson(request.body())) {
            return HttpGateway.message(400, "The body must be the call, a JSON document.");
        }
        try {
            return respond(function.invoke(new String(request.body().asByteArrayUnsafe(), StandardCharsets.UTF_8)));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return HttpGateway.message(503, "The local cloud ends.");
        }
    }

    private static boolean isJson(SdkBytes body) {
        try {
            return !JSON.readTree(body.asByteArray()).isMissingNode();
        } catch (IOException notJson) {
            return false;
        }
    }

    private static Reply respond(Invocation invocation) {
        return switch (invocation) {
            case Invocation.Succeeded succeeded -> document(200, succeeded.payload());
            case Invocation.Failed failed -> document(500, failed.payload());
            case Invocation.TimedOut ignored -> HttpGateway.message(504, "The function ran into its timeout.");
            case Invocation.Crashed ignored -> HttpGateway.message(500, "The function died.");
            case Invocation.Recursive ignored ->
                HttpGateway.message(500, "The request came through the function too often.");
            case Invocation.Throttled ignored ->
                HttpGateway.message(429, "The function already runs at its highest concurrency.");
        };
    }

    private static Reply document(int status, String json) {
        return Reply.text(status, "application/json", json);
    }
}
