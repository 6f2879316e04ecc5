package sundown.local.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sundown.local.emulators.Cloud.SeenRequest;
import sundown.local.http.Json;
import sundown.local.http.Request;
import sundown.local.lambda.FunctionHost.AwsAccount;
import sundown.local.template.Deployment.Table;

/**
 * The actions of IAM that requests need, as far as functions send such requests (source: Service Authorization
 * Reference). A request of any other kind is an {@link UnknownRequest}.
 */
final class RequestedActions {
    /** Secrets Manager ends an ARN with six characters of its own. */
    private static final String SUFFIX = "-000000";

    private static final String ALIAS = "alias/";
    private static final String SCHEDULES = "/schedules";
    private static final String TRAILS = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.";

    private final AwsAccount account;
    private final DynamoDbActions dynamoDb;

    RequestedActions(AwsAccount account, Collection<Table> tables) {
        this.account = account;
        this.dynamoDb = new DynamoDbActions(account, tables);
    }

    List<RequestedAction> of(SeenRequest request) {
        return switch (request.service()) {
            case "dynamodb" -> dynamoDb.of(operation(request, "DynamoDB_20120810."), json(request));
            case "sqs" -> ofQueue(operation(request, "AmazonSQS."), json(request));
            case "s3" -> S3Actions.of(request);
            case "kms" -> List.of(ofKey(operation(request, "TrentService."), json(request)));
            case "events" -> ofEvents(operation(request, "AWSEvents."), json(request));
            case "scheduler" -> ofSchedule(request);
            case "secretsmanager" -> List.of(ofSecret(operation(request, "secretsmanager."), json(request)));
            case "sns", "iam" -> List.of(ofQuery(request.service(), Request.query(URI.create(request.target()))));
            case "sts" -> List.of(ofQuery(request.service(), Request.query(URI.create("?" + request.body()))));
            case "ses" -> ofMail(request);
            case "lambda" -> List.of(ofLambda(request));
            case "monitoring" -> List.of(ofMetrics(operation(request, "GraniteServiceVersion20100801.")));
            case "observabilityadmin" -> List.of(ofTelemetry(request));
            case "cloudtrail" -> List.of(ofTrail(operation(request, TRAILS), json(request)));
            case String service -> throw new UnknownRequest(service + " is no service that functions call");
        };
    }

    private static String operation(SeenRequest request, String prefix) {
        String target = request.headers().getOrDefault("x-amz-target", "");
        if (!target.startsWith(prefix)) {
            throw new UnknownRequest(request.service() + " request with the target " + target);
        }
        return target.substring(prefix.length());
    }

    private static JsonNode json(SeenRequest request) {
        try {
            return Json.MAPPER.readTree(request.body());
        } catch (JsonProcessingException malformed) {
            throw new UnknownRequest(request.service() + " request that is not JSON", malformed);
        }
    }

    private List<RequestedAction> ofQueue(String operation, JsonNode request) {
        if (operation.equals("StartMessageMoveTask")) {
            return ofMove(
                    request.path("SourceArn").asText(),
                    request.path("DestinationArn").asText());
        }
        String action =
                switch (operation) {
                    case "SendMessage", "SendMessageBatch" -> "sqs:SendMessage";
                    case "DeleteMessage", "DeleteMessageBatch" -> "sqs:DeleteMessage";
                    case "ChangeMessageVisibility", "ChangeMessageVisibilityBatch" -> "sqs:ChangeMessageVisibility";
                    case "ReceiveMessage", "GetQueueAttributes" -> "sqs:" + operation;
                    default -> throw new UnknownRequest("sqs " + operation);
                };
        return List.of(RequestedAction.of(
                action, account.arn("sqs", afterSlash(request.path("QueueUrl").asText()))));
    }

    /** SQS moves messages with the rights of the caller. */
    private static List<RequestedAction> ofMove(String from, String to) {
        return Stream.concat(
                        Stream.of("StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
                                .map(action -> RequestedAction.of("sqs:" + action, from)),
                        Stream.of(RequestedAction.of("sqs:SendMessage", to)))
                .toList();
    }

    private static RequestedAction ofMetrics(String operation) {
        if (!operation.equals("GetMetricData")) {
            throw new UnknownRequest("cloudwatch " + operation);
        }
        return RequestedAction.of("cloudwatch:GetMetricData", "*");
    }

    private RequestedAction ofKey(String operation, JsonNode request) {
        if (!List.of("Encrypt", "Decrypt").contains(operation)) {
            throw new UnknownRequest("kms " + operation);
        }
        String key = request.path("KeyId").asText();
        if (key.isEmpty()) {
            throw new UnknownRequest("kms " + operation + " that does not name its key");
        }
        Map<String, List<String>> keys = new HashMap<>();
        request.path("EncryptionContext")
                .properties()
                .forEach(entry -> keys.put(
                        "kms:EncryptionContext:" + entry.getKey(),
                        List.of(entry.getValue().asText())));
        return new RequestedAction("kms:" + operation, key(key), keys);
    }

    /** One machine's cloud names its keys by alias, in the policies, too. */
    private String key(String id) {
        if (id.startsWith("arn:")) {
            return id;
        }
        return account.arn("kms", id.startsWith(ALIAS) ? id : "key/" + id);
    }

    /** EventBridge authorizes each entry by itself. */
    private List<RequestedAction> ofEvents(String operation, JsonNode request) {
        if (!operation.equals("PutEvents")) {
            throw new UnknownRequest("events " + operation);
        }
        return request.path("Entries")
                .valueStream()
                .map(entry -> new RequestedAction(
                        "events:PutEvents",
                        account.arn(
                                "events",
                                "event-bus/"
                                        + afterSlash(entry.path("EventBusName").asText("default"))),
                        Map.of(
                                "events:source",
                                List.of(entry.path("Source").asText()),
                                "events:detail-type",
                                List.of(entry.path("DetailType").asText()))))
                .distinct()
                .toList();
    }

    private List<RequestedAction> ofSchedule(SeenRequest request) {
        URI target = URI.create(request.target());
        if (target.getRawPath().equals(SCHEDULES) && request.method().equals("GET")) {
            return List.of(RequestedAction.of("scheduler:ListSchedules", schedule("*", "*")));
        }
        if (!target.getRawPath().startsWith(SCHEDULES + "/")) {
            throw new UnknownRequest("scheduler " + request.method() + " of " + target.getRawPath());
        }
        String name = URLDecoder.decode(target.getRawPath().substring(SCHEDULES.length() + 1), StandardCharsets.UTF_8);
        return switch (request.method()) {
            case "POST" -> ofWrittenSchedule("scheduler:CreateSchedule", name, json(request));
            case "PUT" -> ofWrittenSchedule("scheduler:UpdateSchedule", name, json(request));
            case "GET" -> List.of(ofNamedSchedule("scheduler:GetSchedule", name, target));
            case "DELETE" -> List.of(ofNamedSchedule("scheduler:DeleteSchedule", name, target));
            default -> throw new UnknownRequest("scheduler " + request.method() + " of a schedule");
        };
    }

    /** Writing a schedule passes the role with which the schedule sends. */
    private List<RequestedAction> ofWrittenSchedule(String action, String name, JsonNode request) {
        return List.of(
                RequestedAction.of(action, schedule(request.path("GroupName").asText("default"), name)),
                new RequestedAction(
                        "iam:PassRole",
                        request.path("Target").path("RoleArn").asText(),
                        Map.of("iam:PassedToService", List.of("scheduler.amazonaws.com"))));
    }

    private RequestedAction ofNamedSchedule(String action, String name, URI target) {
        return RequestedAction.of(action, schedule(Request.query(target).getOrDefault("groupName", "default"), name));
    }

    private String schedule(String group, String name) {
        return account.arn("scheduler", "schedule/" + group + "/" + name);
    }

    private RequestedAction ofSecret(String operation, JsonNode request) {
        if (!operation.equals("GetSecretValue")) {
            throw new UnknownRequest("secretsmanager " + operation);
        }
        String id = request.path("SecretId").asText();
        return RequestedAction.of(
                "secretsmanager:GetSecretValue",
                id.startsWith("arn:") ? id : account.arn("secretsmanager", "secret:" + id + SUFFIX));
    }

    /** The protocol of the oldest services: the operation and what it is about are parameters. */
    private static RequestedAction ofQuery(String service, Map<String, String> query) {
        return switch (query.getOrDefault("Action", "")) {
            case "GetTopicAttributes" -> RequestedAction.of("sns:GetTopicAttributes", query.get("TopicArn"));
            case "SimulatePrincipalPolicy" ->
                RequestedAction.of("iam:SimulatePrincipalPolicy", query.get("PolicySourceArn"));
            case "AssumeRole" -> RequestedAction.of("sts:AssumeRole", query.get("RoleArn"));
            case String operation -> throw new UnknownRequest(service + " " + operation);
        };
    }

    /** SES authorizes the sender and the configuration set. */
    private List<RequestedAction> ofMail(SeenRequest request) {
        if (!request.target().equals("/v2/email/outbound-emails")) {
            throw new UnknownRequest("ses " + request.target());
        }
        JsonNode mail = json(request);
        String from = mail.path("FromEmailAddress").asText().replaceFirst("^.*<([^>]+)>$", "$1");
        String set = mail.path("ConfigurationSetName").asText();
        return Stream.of("identity/" + from.replaceFirst("^.*@", ""), "configuration-set/" + set)
                .map(name -> RequestedAction.of("ses:SendEmail", account.arn("ses", name))
                        .with(Map.of("ses:FromAddress", List.of(from))))
                .toList();
    }

    private static RequestedAction ofLambda(SeenRequest request) {
        if (!request.target().equals("/2016-08-19/account-settings/")) {
            throw new UnknownRequest("lambda " + request.target());
        }
        return RequestedAction.of("lambda:GetAccountSettings", "*");
    }

    private static RequestedAction ofTelemetry(SeenRequest request) {
        if (!request.target().equals("/GetTelemetryEnrichmentStatus")) {
            throw new UnknownRequest("observabilityadmin " + request.target());
        }
        return RequestedAction.of("observabilityadmin:GetTelemetryEnrichmentStatus", "*");
    }

    private static RequestedAction ofTrail(String operation, JsonNode request) {
        if (!operation.equals("GetTrailStatus")) {
            throw new UnknownRequest("cloudtrail " + operation);
        }
        return RequestedAction.of(
                "cloudtrail:GetTrailStatus", request.path("Name").asText());
    }

    private static String afterSlash(String name) {
        return Stream.of(name.split("/", -1)).reduce((first, last) -> last).orElseThrow();
    }

    record RequestedAction(String action, String resource, Map<String, List<String>> keys) {
        static RequestedAction of(String action, String resource) {
            return new RequestedAction(action, resource, Map.of());
        }

        RequestedAction with(Map<String, List<String>> more) {
            Map<String, List<String>> all = new HashMap<>(keys);
            all.putAll(more);
            return new RequestedAction(action, resource, all);
        }
    }

    /** A request with unknown actions; the message names its kind. */
    static final class UnknownRequest extends IllegalArgumentException {
        UnknownRequest(String kind) {
            super(kind);
        }

        UnknownRequest(String kind, Throwable cause) {
            super(kind, cause);
        }
    }
}
