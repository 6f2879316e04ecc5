package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiRequestTest {
    @Test
    void hasNothingWhenTheEventIsEmpty() {
        ApiRequest empty = new ApiRequest(null, null, null, null, null, null, false);

        assertThat(empty.requestId()).isEmpty();
        assertThat(empty.query("region")).isEmpty();
        assertThat(empty.header("accept")).isEmpty();
        assertThat(empty.claims()).isEmpty();
        assertThat(empty.text()).isEmpty();
    }

    @Test
    void hasNoClaimsOnAPublicRoute() {
        assertThat(ApiRequests.anonymous(Map.of()).claims()).isEmpty();
    }

    @Test
    void decodesABodyInBase64() {
        assertThat(ApiRequests.withBody("eyJhIjoiw7wifQ==", true).text()).contains("{\"a\":\"ü\"}");
    }

    @Test
    void takesABodyAsItIsOtherwise() {
        assertThat(ApiRequests.withBody("e30=", false).text()).contains("e30=");
    }

    @Test
    void takesABlankBodyForNone() {
        assertThat(ApiRequests.withBody(" \n", false).text()).isEmpty();
        assertThat(ApiRequests.withBody("", true).text()).isEmpty();
    }

    @Test
    void refusesABodyThatIsSaidToBeBase64AndIsNot() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> ApiRequests.withBody("{}", true).text())
                .extracting(Problem::name)
                .isEqualTo("invalid-request");
    }

    @Test
    void showsNothingOfTheUserInALog() {
        assertThat(ApiRequests.withBody("{\"authorizationCode\":\"4/secret\"}", false))
                .hasToString("ApiRequest[POST /transfers]");
    }
}
