package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.fuzz.OpenApi;
import sundown.fuzz.Operation;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.Route;
import sundown.local.template.Resource;
import sundown.local.template.Value;
import sundown.operator.SampleOperators;

/** The routes of the API, and the events of schedules. */
final class RoutesTest {
    private static final Route NOTICE = new Route("GET", "/notice", List.of());
    private static final Route WEBHOOK = new Route("POST", "/webhooks/payments", List.of());

    @Test
    void requireTheScopeExceptForTheNoticeAndSignedWebhooks() {
        assertThat(routes()).contains(NOTICE, WEBHOOK).hasSizeGreaterThan(2).allSatisfy(route -> {
            if (!route.equals(NOTICE) && !route.equals(WEBHOOK) && !route.path().startsWith("/operators/")) {
                assertThat(route.scopes()).containsExactly("sundown/export");
            }
        });
    }

    /** Functions decide by the roles in a token. */
    @Test
    void requireATokenOfTheOperatorsSignInWhereTheyAreForOperators() {
        assertThat(routes().filter(route -> route.operators().isPresent()))
                .hasSizeGreaterThan(2)
                .allSatisfy(route -> {
                    assertThat(route.path()).startsWith("/operators/");
                    assertThat(route.operators())
                            .contains(new Deployment.Issuer(SampleOperators.ISSUER, List.of(SampleOperators.AUDIENCE)));
                });
        assertThat(routes().filter(route -> route.path().startsWith("/operators/")))
                .allMatch(route -> route.operators().isPresent());
    }

    @Test
    void areEachServedByOneFunction() {
        assertThat(routes().map(route -> route.method() + " " + route.path())).doesNotHaveDuplicates();
    }

    @Test
    void giveTheSweepAnEventWithAnObjectForItsDetail() throws Exception {
        Value input = Deployed.template()
                .resource("Sweep")
                .find("Events", "EveryMinute", "Properties", "Input")
                .orElseThrow();

        JsonNode event = new ObjectMapper().readTree(((Value.Text) input).text());

        assertThat(event.get("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.get("detail").isObject()).isTrue();
    }

    @Test
    void areThoseOfTheDocument() {
        assertThat(Deployed.deployment().functions().stream()
                        .flatMap(function -> function.triggers().stream()
                                .filter(Route.class::isInstance)
                                .map(Route.class::cast)
                                .map(route -> route.method() + " " + route.path() + " by " + function.export())))
                .containsExactlyInAnyOrderElementsOf(Stream.of(OpenApi.read(), OpenApi.ofOperators())
                        .flatMap(api -> api.operations().stream())
                        .map(RoutesTest::route)
                        .distinct()
                        .toList());
    }

    /** The function of the calls that only read takes whatever no other route does. */
    private static String route(Operation operation) {
        String path = operation.toString();
        return (operation.function().equals("inform-operators")
                        ? path.replaceFirst("/operators/.+", "/operators/{operation}")
                        : path)
                + " by " + operation.function();
    }

    /** What docs/openapi.yaml gives and takes in headers. */
    @Test
    void letThePageReadTheHeadersOfAnswers() {
        Resource api = Deployed.template().resource("Api");

        assertThat(texts(api.require("CorsConfiguration", "AllowHeaders")))
                .containsExactlyInAnyOrder("authorization", "content-type", "if-none-match");
        assertThat(texts(api.require("CorsConfiguration", "ExposeHeaders")))
                .containsExactlyInAnyOrder("deprecation", "etag", "link", "retry-after", "sunset");
    }

    private static List<String> texts(Value list) {
        return list.elements().stream()
                .map(element -> ((Value.Text) element).text())
                .toList();
    }

    private static Stream<Route> routes() {
        return Deployed.deployment().functions().stream()
                .flatMap(function -> function.triggers().stream())
                .filter(Route.class::isInstance)
                .map(Route.class::cast);
    }
}
