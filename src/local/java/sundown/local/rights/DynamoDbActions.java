package sundown.local.rights;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.lambda.FunctionHost.AwsAccount;
import sundown.local.rights.RequestedActions.RequestedAction;
import sundown.local.rights.RequestedActions.UnknownRequest;
import sundown.local.template.Deployment.Index;
import sundown.local.template.Deployment.Table;

/**
 * The actions of requests to DynamoDB (source: Service Authorization Reference, and Amazon DynamoDB developer guide,
 * "Using IAM policy conditions for fine-grained access control").
 */
final class DynamoDbActions {
    private static final String LEADING_KEYS = "dynamodb:LeadingKeys";
    private static final String ATTRIBUTES = "dynamodb:Attributes";
    private static final String RETURN_VALUES = "dynamodb:ReturnValues";

    /** A name that is neither a function, nor a value, nor a part of a path below a name. */
    private static final Pattern NAME = Pattern.compile("(?<![\\w.:#])(#?[A-Za-z_]\\w*+)(?!\\s*\\()");

    private static final Pattern EQUALITY = Pattern.compile("(#?\\w+)\\s*=\\s*(:\\w+)");
    private static final Set<String> KEYWORDS =
            Set.of("SET", "ADD", "REMOVE", "DELETE", "AND", "OR", "NOT", "IN", "BETWEEN");
    private static final List<String> EXPRESSIONS = List.of(
            "ProjectionExpression",
            "UpdateExpression",
            "ConditionExpression",
            "KeyConditionExpression",
            "FilterExpression");

    private final AwsAccount account;
    private final Map<String, Table> tables;

    DynamoDbActions(AwsAccount account, Collection<Table> tables) {
        this.account = account;
        this.tables = tables.stream().collect(Collectors.toMap(Table::name, Function.identity()));
    }

    List<RequestedAction> of(String operation, JsonNode request) {
        return switch (operation) {
            case "GetItem", "PutItem", "UpdateItem", "DeleteItem" -> List.of(ofRow(operation, request));
            case "DescribeLimits" -> List.of(RequestedAction.of("dynamodb:DescribeLimits", "*"));
            case "Query", "Scan" -> List.of(ofIndex(operation, request));
            case "BatchGetItem" ->
                ofTables(request, table -> table.path("Keys").valueStream().toList(), operation);
            case "BatchWriteItem" -> ofTables(request, DynamoDbActions::written, operation);
            case "TransactGetItems", "TransactWriteItems" -> ofTransaction(request.path("TransactItems"));
            default -> throw new UnknownRequest("dynamodb " + operation);
        };
    }

    private RequestedAction ofRow(String operation, JsonNode request) {
        String table = request.path("TableName").asText();
        JsonNode row = request.path(request.has("Item") ? "Item" : "Key");
        Map<String, List<String>> keys = keys(table, List.of(row), request);
        if (request.has("ReturnValues")) {
            keys.put(RETURN_VALUES, List.of(request.path("ReturnValues").asText()));
        }
        return new RequestedAction("dynamodb:" + operation, arn(table), keys);
    }

    /** The action of each part is the one of its own operation. */
    private List<RequestedAction> ofTransaction(JsonNode items) {
        return items.valueStream()
                .flatMap(item -> item.properties().stream())
                .map(part -> ofRow(
                        part.getKey().equals("ConditionCheck") ? "ConditionCheckItem" : part.getKey() + "Item",
                        part.getValue()))
                .toList();
    }

    private List<RequestedAction> ofTables(
            JsonNode request, Function<JsonNode, List<JsonNode>> rows, String operation) {
        return request.path("RequestItems").properties().stream()
                .map(table -> new RequestedAction(
                        "dynamodb:" + operation,
                        arn(table.getKey()),
                        keys(table.getKey(), rows.apply(table.getValue()), table.getValue())))
                .toList();
    }

    private static List<JsonNode> written(JsonNode writes) {
        return writes.valueStream()
                .map(write -> write.has("PutRequest")
                        ? write.path("PutRequest").path("Item")
                        : write.path("DeleteRequest").path("Key"))
                .toList();
    }

    private RequestedAction ofIndex(String operation, JsonNode request) {
        String table = request.path("TableName").asText();
        String index = request.path("IndexName").asText();
        Map<String, List<String>> keys = new HashMap<>();
        keys.put(ATTRIBUTES, List.copyOf(named(request)));
        if (operation.equals("Query")) {
            keys.put(LEADING_KEYS, List.of(queried(request, partitionKey(table, index))));
        }
        return new RequestedAction(
                "dynamodb:" + operation, arn(table) + (index.isEmpty() ? "" : "/index/" + index), keys);
    }

    /** The value of the partition key that a query asks for. */
    private static String queried(JsonNode request, String partitionKey) {
        return EQUALITY.matcher(request.path("KeyConditionExpression").asText())
                .results()
                .filter(equality -> resolved(request, equality.group(1)).equals(partitionKey))
                .map(equality -> value(request.path("ExpressionAttributeValues").path(equality.group(2))))
                .findFirst()
                .orElseThrow(() -> new UnknownRequest("dynamodb Query without an expression for " + partitionKey));
    }

    private Map<String, List<String>> keys(String table, List<JsonNode> rows, JsonNode request) {
        String partitionKey = partitionKey(table, "");
        Set<String> leading = new TreeSet<>();
        Set<String> attributes = named(request);
        for (JsonNode row : rows) {
            leading.add(value(row.path(partitionKey)));
            row.properties().forEach(attribute -> attributes.add(attribute.getKey()));
        }
        return new HashMap<>(Map.of(LEADING_KEYS, List.copyOf(leading), ATTRIBUTES, List.copyOf(attributes)));
    }

    private static Set<String> named(JsonNode request) {
        return EXPRESSIONS.stream()
                .map(expression -> request.path(expression).asText())
                .flatMap(expression -> NAME.matcher(expression).results())
                .map(MatchResult::group)
                .filter(name -> !KEYWORDS.contains(name.toUpperCase(Locale.ROOT)))
                .map(name -> resolved(request, name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String resolved(JsonNode request, String name) {
        return name.startsWith("#")
                ? request.path("ExpressionAttributeNames").path(name).asText()
                : name;
    }

    /** An attribute's value is an object with its type as the one name. */
    private static String value(JsonNode attribute) {
        return attribute.properties().stream()
                .map(typed -> typed.getValue().asText())
                .findFirst()
                .orElseThrow(() -> new UnknownRequest("dynamodb request without the partition key"));
    }

    private String partitionKey(String name, String index) {
        Table table = tables.get(name);
        if (table == null) {
            throw new UnknownRequest("dynamodb request for the unknown table " + name);
        }
        return Stream.concat(
                        table.indexes().stream()
                                .filter(known -> known.name().equals(index))
                                .map(Index::partitionKey),
                        Stream.of(table.partitionKey()))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private String arn(String table) {
        return account.arn("dynamodb", "table/" + table);
    }
}
