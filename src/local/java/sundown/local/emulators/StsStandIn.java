package sundown.local.emulators;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import sundown.local.http.Endpoint;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The part of STS by which functions take roles: AssumeRole in the AWS Query protocol. The access key of a role is its
 * name, so that each request shows the role that sent it. The stand-in does not check whether the role trusts the
 * caller.
 */
final class StsStandIn implements Endpoint {
    private static final Duration LIFE = Duration.ofHours(1);

    @Override
    public Reply answer(Request request) throws IOException {
        Map<String, String> form = request.form();
        if (!form.getOrDefault("Action", "").equals("AssumeRole")) {
            return refusal("InvalidAction", "The stand-in knows AssumeRole alone.");
        }
        String[] role = form.getOrDefault("RoleArn", "").split(":role/", 2);
        if (role.length < 2) {
            return refusal("ValidationError", "RoleArn names no role.");
        }
        return xml(200, """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleResult>
                    <AssumedRoleUser>
                      <AssumedRoleId>%1$s:%2$s</AssumedRoleId>
                      <Arn>%5$s:assumed-role/%1$s/%2$s</Arn>
                    </AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>%1$s</AccessKeyId>
                      <SecretAccessKey>%3$s</SecretAccessKey>
                      <SessionToken>session-of-%1$s</SessionToken>
                      <Expiration>%4$s</Expiration>
                    </Credentials>
                  </AssumeRoleResult>
                </AssumeRoleResponse>
                """.formatted(
                        role[1].substring(role[1].lastIndexOf('/') + 1),
                        form.getOrDefault("RoleSessionName", ""),
                        Endpoints.SECRET_ACCESS_KEY,
                        Clock.systemUTC().instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS),
                        role[0].replace(":iam:", ":sts:")));
    }

    private static Reply refusal(String code, String message) {
        return xml(400, """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
                </ErrorResponse>
                """.formatted(code, message));
    }

    private static Reply xml(int status, String text) {
        return Reply.text(status, "text/xml", text);
    }
}
