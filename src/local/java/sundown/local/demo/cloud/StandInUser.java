package sundown.local.demo.cloud;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import sundown.local.demo.app.ConsentRequest;
import sundown.local.demo.app.ConsentRequest.AuthorizationCode;
import sundown.local.http.Request;

/** The person in front of the stand-in's consent page, who agrees to everything. */
public record StandInUser(HttpClient browser, String email) {
    /** The form that the page sends when the account is chosen and everything is left ticked. */
    public Map<String, String> form(ConsentRequest request) {
        Map<String, String> form = new LinkedHashMap<>(request.parameters());
        form.put("account", email);
        form.put("granted", ConsentRequest.SCOPES);
        return form;
    }

    /** Opens the page, agrees, and reads the code from the redirection. */
    public AuthorizationCode agree(ConsentRequest request) throws IOException, InterruptedException {
        require(200, browser.send(HttpRequest.newBuilder(request.address()).build(), BodyHandlers.ofString()));
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(request.page())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(Request.encoded(form(request))))
                        .build(),
                BodyHandlers.ofString());
        require(302, answer);
        URI redirection = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return request.read(Request.query(redirection));
    }

    private static void require(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException("The consent page answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
