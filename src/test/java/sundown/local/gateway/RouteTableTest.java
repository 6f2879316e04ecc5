package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.local.gateway.RouteTable.Match;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.Invocation;
import sundown.local.template.Deployment.Route;

class RouteTableTest {
    private final RouteTable table = table(
            "ANY /{proxy+}",
            "GET /transfers/{id}",
            "GET /transfers/current",
            "ANY /transfers/current",
            "GET /transfers/{id}/failures/{item}");

    @Test
    void prefersTheMostLiteralPath() {
        assertThat(route("GET", "/transfers/current")).contains("GET /transfers/current");
        assertThat(route("GET", "/transfers/7")).contains("GET /transfers/{id}");
        assertThat(route("GET", "/elsewhere/at/all")).contains("ANY /{proxy+}");
    }

    @Test
    void prefersTheMethodToAnyMethod() {
        assertThat(route("DELETE", "/transfers/current")).contains("ANY /transfers/current");
    }

    @Test
    void givesThePathParametersUnescaped() {
        assertThat(table.find("GET", "/transfers/7/failures/a%20b+c"))
                .map(Match::pathParameters)
                .contains(Map.of("id", "7", "item", "a b+c"));
    }

    @Test
    void findsNothingForAnotherMethodOrPath() {
        RouteTable notice = table("GET /notice");

        assertThat(notice.find("POST", "/notice")).isEmpty();
        assertThat(notice.find("GET", "/notice/")).isEmpty();
        assertThat(notice.find("GET", "/notices")).isEmpty();
    }

    private Optional<String> route(String method, String path) {
        return table.find(method, path)
                .map(match -> match.route().method() + " " + match.route().path());
    }

    private static RouteTable table(String... routes) {
        FunctionInvoker echo = Invocation.Succeeded::new;
        Map<Route, FunctionInvoker> functions = new LinkedHashMap<>();
        for (String route : routes) {
            String[] methodAndPath = route.split(" ", 2);
            functions.put(new Route(methodAndPath[0], methodAndPath[1], List.of()), echo);
        }
        return new RouteTable(functions);
    }
}
