namespace Sothebais.Tests.Gateways.BadInput;

/// <summary>The table of requests that must be refused, by name.</summary>
public static class BadRequests
{
    private const string Bids = "/auctions/{id}/bids";
    private const string Whole = """{"title":"Bad","lot":{"name":"Bad"},"currency":"USD","openingBid":"10","increments":{"fixed":"1"}}""";

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, BadRequest> All { get; } = Make();

    private static Dictionary<string, BadRequest> Make()
    {
        var all = new Dictionary<string, BadRequest>();
        Bodies(all);
        Amounts(all);
        Creates(all);
        Changes(all);
        Drives(all);
        Retractions(all);
        Addresses(all);
        Queries(all);
        Headers(all);
        Sales(all);
        Streams(all);
        Others(all);
        return all;
    }

    private static string With(string field, string json)
    {
        var request = JsonNode.Parse(Whole)!.AsObject();
        request[field] = JsonNode.Parse(json);
        return request.ToJsonString();
    }

    // What is wrong with any body, tried at each kind of door.
    private static void Bodies(Dictionary<string, BadRequest> all)
    {
        (string Name, string Method, string Path)[] doors =
        [
            ("bid", "POST", Bids), ("create", "POST", "/auctions"), ("change", "PATCH", "/auctions/{id}"), ("pause", "POST", "/auctions/{id}/pause"),
            ("extend", "POST", "/auctions/{id}/extend"), ("retract", "DELETE", Bids + "/{id}-3"),
            ("create a sale", "POST", "/sales"), ("add lots", "POST", "/sales/{id}/lots"), ("paddle", "POST", "/sales/{id}/paddles"), ("undo in a sale", "POST", "/sales/{id}/undo"),
            ("create a stream", "POST", "/streams"), ("add a scene", "POST", "/streams/{id}/scenes"), ("add a layer", "POST", "/streams/{id}/scenes/x/layers"),
            ("preview", "PUT", "/streams/{id}/preview"), ("take", "POST", "/streams/{id}/take"), ("caption", "POST", "/streams/{id}/captions"),
        ];
        foreach (var (door, method, path) in doors)
        {
            all[$"{door}: cut off"] = BadRequest.Of(method, path, """{"amount":"50","reason":""", 400);
            all[$"{door}: no JSON at all"] = BadRequest.Of(method, path, "bid fifty", 400);
            all[$"{door}: an array"] = BadRequest.Of(method, path, """[{"amount":"50"}]""", 400);
            all[$"{door}: a string"] = BadRequest.Of(method, path, "\"50\"", 400);
            all[$"{door}: two objects"] = BadRequest.Of(method, path, """{"reason":"x"}{"reason":"y"}""", 400);
            all[$"{door}: an unknown field"] = BadRequest.Of(method, path, """{"amuont":"50"}""", 400) with { Says = "amuont" };
            all[$"{door}: a field in capitals"] = BadRequest.Of(method, path, """{"Amount":"50","Title":"x","Reason":"y","By":"PT1M"}""", 400);
            all[$"{door}: a field twice"] = BadRequest.Of(method, path, """{"amount":"50","amount":"60","reason":"x","reason":"y","title":"x","title":"y","by":"PT1M","by":"PT2M"}""", 400);
            all[$"{door}: not UTF-8"] = new BadRequest(method, path, 400) { Body = [.. "{\"reason\":\""u8, 0xff, 0xfe, .. "\",\"by\":\"PT1M\",\"title\":\"x\",\"amount\":\"50\"}"u8] };
            all[$"{door}: half a surrogate pair"] = BadRequest.Of(method, path, """{"reason":"\ud800","title":"\ud800","amount":"\ud800","by":"\ud800"}""", 400);
            all[$"{door}: nested deeply"] = BadRequest.Of(method, path, string.Concat(Enumerable.Repeat("{\"lot\":", 200)) + "1" + new string('}', 200), 400);
            all[$"{door}: a comment"] = BadRequest.Of(method, path, """{"reason":"x" /* why */}""", 400);
            all[$"{door}: over 64 KiB"] = BadRequest.Of(method, path, $$"""{"reason":"{{new string('x', 70_000)}}"}""", 413) with { Says = "64" };
            all[$"{door}: plain text"] = BadRequest.Of(method, path, """{"reason":"x","amount":"50","by":"PT1M"}""", 415) with { ContentType = "text/plain" };
            all[$"{door}: a form"] = BadRequest.Of(method, path, "reason=x&amount=50", 415) with { ContentType = "application/x-www-form-urlencoded" };
        }
        foreach (var (door, method, path) in doors.Where(d => d.Name is "bid" or "create" or "change"))
        {
            all[$"{door}: empty"] = BadRequest.Of(method, path, "", 400);
            all[$"{door}: null"] = BadRequest.Of(method, path, "null", 400);
        }
    }

    private static void Amounts(Dictionary<string, BadRequest> all)
    {
        foreach (var (name, json) in new[]
        {
            ("a number", "50"), ("a fraction", "50.5"), ("true", "true"), ("an object", "{}"), ("an array", "[\"50\"]"),
        })
            all[$"amount: {name}"] = BadRequest.Of("POST", Bids, $$"""{"amount":{{json}}}""", 400) with { Says = "amount" };
        foreach (var (name, text) in new[]
        {
            ("empty", ""), ("a space", " "), ("negative", "-50"), ("signed", "+50"), ("an exponent", "5e1"), ("not a number", "NaN"), ("infinite", "Infinity"), ("hexadecimal", "0x32"),
            ("with a comma", "50,00"), ("with thousands", "1,000.00"), ("with spaces", " 50 "), ("with three decimals in USD", "50.001"), ("with 40 digits", new string('9', 40)),
            ("beyond 128 bits", "340282366920938463463374607431768211456"), ("of 10,000 digits", new string('9', 10_000)), ("zero", "0"), ("zero with decimals", "0.00"), ("with a leading zero", "050"),
            ("without a whole part", ".5"), ("without decimals behind its point", "50."), ("with two points", "5.0.0"), ("in Arabic digits", "٥٠"), ("with a currency", "50 USD"),
        })
            all[$"amount: {name}"] = BadRequest.Of("POST", Bids, new JsonObject { ["amount"] = text }.ToJsonString(), 422);
        all["next: a string"] = BadRequest.Of("POST", Bids, """{"next":"true"}""", 400) with { Says = "next" };
        all["next: a number"] = BadRequest.Of("POST", Bids, """{"next":1}""", 400);
        all["limit: negative"] = BadRequest.Of("POST", Bids, """{"next":true,"limit":"-1"}""", 422);
        all["bidderId: empty"] = BadRequest.Of("POST", Bids, """{"amount":"50","bidderId":""}""", 422) with { Says = "bidderId" };
        all["bidderId: with a space"] = BadRequest.Of("POST", Bids, """{"amount":"50","bidderId":"a b"}""", 422);
        all["bidderId: too long"] = BadRequest.Of("POST", Bids, $$"""{"amount":"50","bidderId":"{{new string('a', 129)}}"}""", 422) with { Says = "bidderId" };
        all["bidderId: a number"] = BadRequest.Of("POST", Bids, """{"amount":"50","bidderId":7}""", 400) with { Says = "bidderId" };
        all["name: a control character"] = BadRequest.Of("POST", Bids, """{"amount":"50","bidderId":"ann","name":"a\u0000b"}""", 422) with { Says = "name" };
        all["name: what follows it would read backwards"] = BadRequest.Of("POST", Bids, """{"amount":"50","bidderId":"ann","name":"a\u202eb"}""", 422) with { Says = "name" };
        all["name: a line break"] = BadRequest.Of("POST", Bids, """{"amount":"50","bidderId":"ann","name":"a\nb"}""", 422);
        all["name: too long"] = BadRequest.Of("POST", Bids, $$"""{"amount":"50","bidderId":"ann","name":"{{new string('a', 81)}}"}""", 422) with { Says = "name" };
        all["dryRun: neither true nor false"] = BadRequest.Of("POST", Bids + "?dryRun=perhaps", """{"amount":"50"}""", 400) with { Says = "dryRun" };
    }

    private static void Creates(Dictionary<string, BadRequest> all)
    {
        void Field(string name, string field, string json, params int[] statuses) =>
            all[$"create, {field}: {name}"] = BadRequest.Of("POST", "/auctions", With(field, json), statuses) with { Says = field };
        foreach (var missing in new[] { "title", "lot", "currency", "openingBid", "increments" })
        {
            var request = JsonNode.Parse(Whole)!.AsObject();
            request.Remove(missing);
            all[$"create, {missing}: missing"] = BadRequest.Of("POST", "/auctions", request.ToJsonString(), 400, 422) with { Says = missing };
            Field("null", missing, "null", 400, 422);
        }
        foreach (var (name, id) in new[] { ("capitals", "Genesis"), ("a dot", "a.b"), ("a slash", "a/b"), ("a leading hyphen", "-a"), ("an underscore", "a_b"), ("empty", ""), ("65 characters", new string('a', 65)), ("an accent", "é") })
            Field(name, "id", $"\"{id}\"", 422);
        Field("a number", "id", "7", 400);
        Field("unknown", "format", "\"candle\"", 422, 400);
        Field("unknown", "currency", "\"XXX\"", 422);
        Field("small letters", "currency", "\"usd\"", 422);
        Field("unknown", "bidders", "\"friends\"", 422, 400);
        Field("empty", "title", "\"\"", 422);
        Field("spaces", "title", "\"   \"", 422);
        Field("201 characters", "title", $"\"{new string('a', 201)}\"", 422);
        Field("a control character", "title", "\"a\\u0007b\"", 422);
        Field("a number", "openingBid", "10", 400);
        Field("zero", "openingBid", "\"0\"", 422);
        Field("negative", "openingBid", "\"-1\"", 422);
        Field("three decimals in USD", "openingBid", "\"1.001\"", 422);
        Field("an exponent", "openingBid", "\"1e3\"", 422);
        Field("40 digits", "openingBid", $"\"{new string('9', 40)}\"", 422);
        Field("zero", "reserve", "\"0\"", 422);
        Field("negative", "reserve", "\"-1\"", 422);
        Field("NaN", "reserve", "\"NaN\"", 422);
        Field("none of the three", "increments", "{}", 422);
        Field("two of the three", "increments", """{"fixed":"1","basisPoints":100}""", 422);
        Field("no basis points", "increments", """{"basisPoints":0}""", 422);
        Field("too many basis points", "increments", """{"basisPoints":1000001}""", 422);
        Field("negative basis points", "increments", """{"basisPoints":-5}""", 422);
        Field("half a basis point", "increments", """{"basisPoints":0.5}""", 400);
        Field("basis points beyond 32 bits", "increments", """{"basisPoints":99999999999}""", 400);
        Field("basis points as text", "increments", """{"basisPoints":"100"}""", 400);
        Field("a step of zero", "increments", """{"fixed":"0"}""", 422);
        Field("an empty table", "increments", """{"table":[]}""", 422);
        Field("a table that begins late", "increments", """{"table":[{"from":"5","step":"1"}]}""", 422);
        Field("a table that falls", "increments", """{"table":[{"from":"0","step":"1"},{"from":"5","step":"1"},{"from":"4","step":"1"}]}""", 422);
        Field("a row that is null", "increments", """{"table":[null]}""", 400, 422);
        Field("a row without a step", "increments", """{"table":[{"from":"0"}]}""", 400, 422);
        Field("an unknown field", "increments", """{"fixed":"1","percent":5}""", 400);
        Field("no offset", "opensAt", "\"2090-01-01T00:00:00\"", 400);
        Field("a day only", "opensAt", "\"2090-01-01\"", 400);
        Field("a 30th of February", "opensAt", "\"2090-02-30T00:00:00Z\"", 400);
        Field("a number", "opensAt", "1795451773", 400);
        Field("words", "closesAt", "\"tomorrow\"", 400);
        Field("a month", "duration", "\"P1M\"", 400);
        Field("a year", "duration", "\"P1Y\"", 400);
        Field("a clock's notation", "duration", "\"00:10:00\"", 400);
        Field("a number", "duration", "600", 400);
        Field("zero", "duration", "\"PT0S\"", 422);
        Field("negative", "duration", "\"-PT5M\"", 400, 422);
        Field("two years of days", "duration", "\"P731D\"", 422);
        Field("beyond all bounds", "duration", "\"P99999999999999999999D\"", 400);
        Field("a day window and more", "extension", """{"window":"P2D","by":"PT1M"}""", 422);
        Field("by nothing", "extension", """{"window":"PT1M","by":"PT0S"}""", 422);
        Field("no window", "extension", """{"by":"PT1M"}""", 400, 422);
        Field("at most never", "extension", """{"window":"PT1M","by":"PT1M","maximum":0}""", 422);
        Field("text", "startsOnFirstBid", "\"yes\"", 400);
        all["create, startsOnFirstBid: no duration for the clock"] = BadRequest.Of("POST", "/auctions", With("startsOnFirstBid", "true"), 422) with { Says = "duration" };
        Field("a list", "lot", "[]", 400);
        Field("no name", "lot", "{}", 400, 422);
        Field("an empty name", "lot", """{"name":""}""", 422);
        Field("a script for an image", "lot", """{"name":"x","image":"javascript:alert(1)"}""", 422);
        Field("a path for an image", "lot", """{"name":"x","image":"/etc/passwd"}""", 422);
        Field("a description of 5,000 characters", "lot", $$"""{"name":"x","description":"{{new string('a', 5000)}}"}""", 422);
        Field("a token id in letters", "lot", """{"name":"x","token":{"chainId":1,"contract":"0x1","tokenId":"abc"}}""", 422);
        Field("a negative chain", "lot", """{"name":"x","token":{"chainId":-1,"contract":"0x1","tokenId":"1"}}""", 422);
        Field("a chain beyond 64 bits", "lot", """{"name":"x","token":{"chainId":99999999999999999999,"contract":"0x1","tokenId":"1"}}""", 400);
        Field("an attribute that is null", "lot", """{"name":"x","attributes":[null]}""", 400, 422);
        Field("101 attributes", "lot", $$"""{"name":"x","attributes":[{{string.Join(',', Enumerable.Repeat("""{"trait_type":"a","value":"b"}""", 101))}}]}""", 422);
        Field("capitals", "saleId", "\"Evening\"", 422);
        all["create, closesAt: before it opens"] = BadRequest.Of(
            "POST", "/auctions", With("opensAt", "\"2090-01-01T00:00:00Z\"").Replace("\"title\"", "\"closesAt\":\"2089-01-01T00:00:00Z\",\"title\"", StringComparison.Ordinal), 422) with
        { Says = "closesAt" };
        all["create, closesAt: with a duration"] = BadRequest.Of(
            "POST", "/auctions", With("duration", "\"PT5M\"").Replace("\"title\"", "\"closesAt\":\"2090-01-01T00:00:00Z\",\"title\"", StringComparison.Ordinal), 422) with
        { Says = "closesAt" };
    }

    private static void Changes(Dictionary<string, BadRequest> all)
    {
        all["change: another id"] = BadRequest.Of("PATCH", "/auctions/{id}", """{"id":"another"}""", 422);
        all["change: no title"] = BadRequest.Of("PATCH", "/auctions/{id}", """{"title":null}""", 400, 422) with { Says = "title" };
        all["change: a lot that is none"] = BadRequest.Of("PATCH", "/auctions/{id}", """{"lot":5}""", 400) with { Says = "lot" };
        all["change: an attribute that is null"] = BadRequest.Of("PATCH", "/auctions/{id}", """{"lot":{"attributes":[null]}}""", 400, 422);
        all["change: the status"] = BadRequest.Of("PATCH", "/auctions/{id}", """{"status":"sold"}""", 400) with { Says = "status" };
        all["change: the price"] = BadRequest.Of("PATCH", "/auctions/{id}", """{"price":"1"}""", 400) with { Says = "price" };
    }

    private static void Drives(Dictionary<string, BadRequest> all)
    {
        BadRequest To(string verb, string body, params int[] statuses) => BadRequest.Of("POST", $"/auctions/{{id}}/{verb}", body, statuses);
        all["extend: no time"] = To("extend", "{}", 400, 422) with { Says = "by" };
        all["extend: null"] = To("extend", """{"by":null}""", 400, 422) with { Says = "by" };
        all["extend: a month"] = To("extend", """{"by":"P1M"}""", 400) with { Says = "by" };
        all["extend: backwards"] = To("extend", """{"by":"-PT5M"}""", 400, 422) with { Says = "by" };
        all["extend: nothing"] = To("extend", """{"by":"PT0S"}""", 422) with { Says = "by" };
        all["extend: 32 days"] = To("extend", """{"by":"P32D"}""", 422);
        all["cancel: no reason"] = To("cancel", "{}", 422) with { Says = "reason" };
        all["cancel: a reason of spaces"] = To("cancel", """{"reason":"  "}""", 422);
        all["cancel: a reason of 501 characters"] = To("cancel", $$"""{"reason":"{{new string('a', 501)}}"}""", 422);
        all["pause: a control character"] = To("pause", """{"reason":"a\u0001b"}""", 422) with { Says = "reason" };
        all["settle: no reference"] = To("settle", "{}", 400, 422) with { Says = "reference" };
        all["schedule: no offset"] = To("schedule", """{"opensAt":"2090-01-01T00:00:00"}""", 400) with { Says = "opensAt" };
        all["open: words nobody asked for"] = To("open", """{"price":"1"}""", 400) with { Says = "price" };
        all["an unknown verb"] = To("sell", "{}", 404);
    }

    private static void Retractions(Dictionary<string, BadRequest> all)
    {
        all["retract: no reason"] = new BadRequest("DELETE", Bids + "/{id}-3", 422) { Says = "reason" };
        all["retract: an empty reason"] = BadRequest.Of("DELETE", Bids + "/{id}-3", """{"reason":""}""", 422);
        all["retract: a reason that is a number"] = BadRequest.Of("DELETE", Bids + "/{id}-3", """{"reason":7}""", 400) with { Says = "reason" };
        all["retract: a reason of 501 characters"] = new BadRequest("DELETE", $"{Bids}/{{id}}-3?reason={new string('a', 501)}", 422);
    }

    private static void Addresses(Dictionary<string, BadRequest> all)
    {
        foreach (var (name, id) in new[]
        {
            ("capitals", "Genesis"), ("65 characters", new string('a', 65)), ("a dot", "a.b"), ("an encoded slash", "a%2Fb"), ("encoded dots", "%2E%2E%2Faudit"),
            ("a space", "a%20b"), ("a leading hyphen", "-a"), ("percent nonsense", "a%zz"), ("2,000 characters", new string('a', 2000)), ("an emoji", "%F0%9F%8E%A8"), ("bad UTF-8", "%ff%fe"),
        })
        {
            all[$"auction id: {name}"] = new BadRequest("GET", $"/auctions/{id}", 404, 400);
            all[$"bid on an auction id: {name}"] = BadRequest.Of("POST", $"/auctions/{id}/bids", """{"amount":"50"}""", 404, 400);
        }
        foreach (var path in new[] { "/audit", "/attempts", "/late-bids", "" }) all[$"nothing but a space: {path}"] = new BadRequest("GET", $"/auctions/%20{path}", 404);
        all["an unknown path"] = new BadRequest("GET", "/lots", 404);
        all["a path below an auction"] = new BadRequest("GET", "/auctions/{id}/secrets", 404);
        all["PUT on an auction"] = BadRequest.Of("PUT", "/auctions/{id}", "{}", 405);
        all["DELETE on an auction"] = new BadRequest("DELETE", "/auctions/{id}", 405);
        all["GET on a verb"] = new BadRequest("GET", "/auctions/{id}/open", 405);
        all["PATCH on the bids"] = BadRequest.Of("PATCH", Bids, "{}", 405);
        all["a method that nobody knows"] = new BadRequest("BREW", "/auctions", 405);
        all["POST on health"] = BadRequest.Of("POST", "/openapi/v1.json", "{}", 405);
    }

    private static void Queries(Dictionary<string, BadRequest> all)
    {
        foreach (var (port, list) in new[] { (4100, "/auctions"), (4100, Bids), (4100, "/auctions/{id}/events"), (4200, "/streams"), (4300, "/events") })
            foreach (var limit in new[] { "0", "-1", "501", "abc", "1.5", "99999999999" })
                all[$"{list}: limit {limit}"] = new BadRequest("GET", $"{list}?limit={limit}", 400) { Port = port, Says = "limit" };
        foreach (var cursor in new[] { "!!!", "a", "%00", "ZZZZZZZZ", "..%2F..", "QUJD" })
        {
            all[$"auctions: cursor {cursor}"] = new BadRequest("GET", $"/auctions?cursor={cursor}", 400);
            all[$"bids: cursor {cursor}"] = new BadRequest("GET", $"{Bids}?cursor={cursor}", 400);
        }
        foreach (var status in new[] { "foo", "OPEN", "Open", "4", "open,draft", "open%20" })
            all[$"auctions: status {status}"] = new BadRequest("GET", $"/auctions?status={status}", 400) { Says = "status" };
        all["auctions: saleId with capitals"] = new BadRequest("GET", "/auctions?saleId=Evening", 400) { Says = "saleId" };
        foreach (var after in new[] { "abc", "-1", "1.5", "99999999999999999999" })
            all[$"events: after {after}"] = new BadRequest("GET", $"/auctions/{{id}}/events?after={after}", 400) { Says = "after" };
        foreach (var after in new[] { "abc", "-1", "1-2", "1-2-3-4", "a-b-c", "99999999999999999999-0-0" })
        {
            all[$"feed: after {after}"] = new BadRequest("GET", $"/events?after={after}", 400) { Port = 4300 };
            all[$"event stream: after {after}"] = new BadRequest("GET", $"/events?after={after}", 400) { Port = 4301 };
        }
        all["event stream: Last-Event-ID"] = new BadRequest("GET", "/events", 400) { Port = 4301, Header = ("Last-Event-ID", "yesterday") };
        foreach (var id in new[] { "x", "{id}-0", "{id}-9999", "{id}-", "-1", "a%2Fb-1", "nobody-1" })
            all[$"feed: event {id}"] = new BadRequest("GET", $"/events/{id}", 404) { Port = 4300 };
        all["overlay: an id with capitals"] = new BadRequest("GET", "/overlay/auction/Genesis", 404) { Port = 4200 };
        all["overlay: an asset outside"] = new BadRequest("GET", "/overlay/assets/..%2F..%2Fappsettings.json", 404) { Port = 4200 };
    }

    private static void Headers(Dictionary<string, BadRequest> all)
    {
        foreach (var (name, key) in new[] { ("empty", ""), ("256 characters", new string('k', 256)), ("an accent", "caf\u00e9"), ("a tab", "a\tb") })
            foreach (var (method, path, body) in new[]
            {
                ("POST", Bids, """{"amount":"50"}"""), ("POST", "/auctions/{id}/warn", "{}"), ("POST", "/auctions", Whole), ("PATCH", "/auctions/{id}", """{"title":"x"}"""),
                ("DELETE", Bids + "/{id}-3", """{"reason":"x"}"""), ("POST", "/streams", """{"title":"x"}"""), ("POST", "/streams/{id}/take", "{}"), ("POST", "/streams/{id}/scenes", "{}"),
            })
                all[$"Idempotency-Key: {name}, {method} {path}"] = BadRequest.Of(method, path, body, 400) with { Header = ("Idempotency-Key", key) };
    }

    private static void Sales(Dictionary<string, BadRequest> all)
    {
        const string Sale = """{"title":"Bad","currency":"USD","mode":"automatic"}""";
        void Field(string name, string field, string json, string says, params int[] statuses)
        {
            var request = JsonNode.Parse(Sale)!.AsObject();
            request[field] = JsonNode.Parse(json);
            all[$"sale, {field}: {name}"] = BadRequest.Of("POST", "/sales", request.ToJsonString(), statuses) with { Says = says };
        }
        string Windows(string field, string json)
        {
            var windows = JsonNode.Parse("""{"from":"2026-11-23","days":30,"start":"15:00","end":"16:00","zone":"Europe/Berlin"}""")!.AsObject();
            windows[field] = JsonNode.Parse(json);
            return windows.ToJsonString();
        }
        Field("capitals", "id", "\"Autumn\"", "id", 422);
        Field("empty", "title", "\"\"", "title", 422);
        Field("unknown", "currency", "\"XXX\"", "currency", 422);
        Field("unknown", "mode", "\"candle\"", "mode", 422);
        Field("negative", "gap", "\"-PT1S\"", "gap", 400);
        Field("two days", "gap", "\"P2D\"", "gap", 422);
        Field("months", "gap", "\"P1M\"", "gap", 400);
        Field("not timed", "duration", "\"PT1H\"", "duration", 422);
        Field("no zone", "startsAt", "\"2026-11-23T15:00:00\"", "startsAt", 400);
        Field("a mistake", "lotDefaults", """{"openingBid":"1.005"}""", "lotDefaults.openingBid", 422);
        Field("an unknown field", "lotDefaults", """{"reseve":"1"}""", "reseve", 400);
        Field("no zone of this world", "windows", Windows("zone", "\"Europe/Atlantis\""), "windows.zone", 422);
        Field("a zone's abbreviation with a blank", "windows", Windows("zone", "\"\""), "windows.zone", 422);
        Field("no day", "windows", Windows("from", "\"2026-02-30\""), "windows.from", 422);
        Field("no time", "windows", Windows("start", "\"25:00\""), "windows.start", 422);
        Field("no days", "windows", Windows("days", "0"), "windows.days", 422);
        Field("too many days", "windows", Windows("days", "3661"), "windows.days", 422);
        Field("half a day", "windows", Windows("days", "1.5"), "days", 400);
        all["sale, windows: an auctioneer's"] = BadRequest.Of("POST", "/sales", $$"""{"title":"Bad","currency":"USD","windows":{{Windows("days", "3")}}}""", 422) with { Says = "windows" };
        all["sale, duration: a timed sale without one"] = BadRequest.Of("POST", "/sales", """{"title":"Bad","currency":"USD","mode":"timed"}""", 422) with { Says = "duration" };
        all["sale, lots: none"] = BadRequest.Of("POST", "/sales/{id}/lots", """{"lots":[]}""", 422) with { Says = "lots" };
        all["sale, lots: no ids"] = BadRequest.Of("POST", "/sales/{id}/lots", """{"lots":["A B"]}""", 422) with { Says = "lots" };
        all["sale, lots: null among them"] = BadRequest.Of("POST", "/sales/{id}/lots", """{"lots":[null]}""", 422) with { Says = "lots" };
        all["sale, lots: 101"] = BadRequest.Of("POST", "/sales/{id}/lots", $$"""{"lots":[{{string.Join(',', Enumerable.Repeat("\"a\"", 101))}}]}""", 422) with { Says = "lots" };
        all["sale, paddle: a fraction"] = BadRequest.Of("POST", "/sales/{id}/paddles", """{"bidderId":"ann","paddle":1.5}""", 400) with { Says = "paddle" };
        all["sale, paddle: 100,000"] = BadRequest.Of("POST", "/sales/{id}/paddles", """{"bidderId":"ann","paddle":100000}""", 422) with { Says = "paddle" };
        all["sale, paddle: a bidder with a space"] = BadRequest.Of("POST", "/sales/{id}/paddles", """{"bidderId":"a b"}""", 422) with { Says = "bidderId" };
        all["sale, undo: no time"] = BadRequest.Of("POST", "/sales/{id}/undo", """{"duration":"PT0S"}""", 422) with { Says = "duration" };
        all["sale, pause: no words"] = BadRequest.Of("POST", "/sales/{id}/pause", """{"reason":" "}""", 422) with { Says = "reason" };
        all["sales: an unknown status"] = new BadRequest("GET", "/sales?status=sold", 400) { Says = "status" };
        all["sales: no limit"] = new BadRequest("GET", "/sales?limit=0", 400) { Says = "limit" };
        all["sales: a cursor of somewhere else"] = new BadRequest("GET", "/sales?cursor=!!", 400) { Says = "cursor" };
        all["sale: none of that id"] = new BadRequest("GET", "/sales/{id}", 404);
        all["sale: no id"] = new BadRequest("GET", "/sales/A%20B", 404);
    }

    // What is wrong with single fields has a table of its own.
    private static void Streams(Dictionary<string, BadRequest> all)
    {
        foreach (var (name, request) in new[]
        {
            ("a number for a title", """{"title":7}"""), ("no title", "{}"), ("a title that is null", """{"title":null}"""), ("presets that are none", """{"title":"x","presets":"sold"}"""),
        })
            all[$"stream: {name}"] = BadRequest.Of("POST", "/streams", request, 400);
        foreach (var (name, field, value) in new[]
        {
            ("a fraction", "x", "1.5"), ("beyond 32 bits", "x", "99999999999"), ("text", "width", "\"10\""), ("null", "height", "null"), ("a number", "kind", "2"), ("text", "visible", "\"yes\""),
            ("an unknown field", "content", """{"script":"x"}"""), ("rows as text", "content", """{"rows":"3"}"""), ("a list", "style", "[]"),
        })
            all[$"layer, {field}: {name}"] = BadRequest.Of("POST", "/streams/{id}/scenes/x/layers", $$"""{"kind":"price","x":1,"y":1,"width":1,"height":1,"{{field}}":{{value}}}""".Replace($"\"{field}\":1,", "", StringComparison.Ordinal).Replace($"\"{field}\":\"price\",", "", StringComparison.Ordinal), 400) with { Says = field };
        all["take: a transition without a kind"] = BadRequest.Of("POST", "/streams/{id}/take", """{"transition":{"duration":"PT1S"}}""", 400) with { Says = "kind" };
        all["take: a month"] = BadRequest.Of("POST", "/streams/{id}/take", """{"transition":{"kind":"fade","duration":"P1M"}}""", 400) with { Says = "duration" };
        all["caption: no time"] = BadRequest.Of("POST", "/streams/{id}/captions", """{"text":"x"}""", 400) with { Says = "duration" };
        all["preview: nothing said"] = BadRequest.Of("PUT", "/streams/{id}/preview", "{}", 400) with { Says = "scene" };
        all["stream, change: an array"] = BadRequest.Of("PATCH", "/streams/{id}", "[]", 400);
        all["stream, change: a version without its quotes"] = BadRequest.Of("PATCH", "/streams/{id}", "{}", 400) with { Header = ("If-Match", "12"), Says = "If-Match" };
        all["stream, change: no version"] = BadRequest.Of("PATCH", "/streams/{id}", "{}", 428) with { Says = "If-Match" };
        all["stream, change: an unknown verb"] = BadRequest.Of("POST", "/streams/{id}/explode", "{}", 404);
        all["streams: a cursor of somewhere else"] = new BadRequest("GET", "/streams?cursor=!!", 400) { Says = "cursor" };
        foreach (var id in new[] { "A%20B", "-a", "a%2Fb", new string('a', 65), "%ff%fe" }) all[$"stream id: {id}"] = new BadRequest("GET", $"/streams/{id}", 404, 400);
        foreach (var file in new[] { "x.png", new string('a', 64) + ".png", new string('A', 64) + ".png", "..%2F..%2Fappsettings.json", new string('a', 64) })
            all[$"media: {file}"] = new BadRequest("GET", $"/overlay/media/{file}", 404, 400) { Port = 4200 };
        all["media: POST"] = BadRequest.Of("POST", "/overlay/media/x.png", "{}", 405) with { Port = 4200 };
        all["asset: no name"] = new BadRequest("POST", "/streams/{id}/assets", 422) { Body = [1, 2, 3], ContentType = "image/png", Says = "name" };
    }

    private static void Others(Dictionary<string, BadRequest> all)
    {
        BadRequest Token(string body, params int[] statuses) => BadRequest.Of("POST", "/dev/token", body, statuses) with { Port = 3000 };
        all["token: no name"] = Token("{}", 400, 422);
        all["token: nobody"] = Token("""{"sub":""}""", 422);
        all["token: an unknown role"] = Token("""{"sub":"ann","roles":["king"]}""", 422);
        all["token: a role that is none"] = Token("""{"sub":"ann","roles":"admin"}""", 400);
        all["token: a role that is null"] = Token("""{"sub":"ann","roles":[null]}""", 400, 422);
        all["token: no JSON"] = Token("admin please", 400);
        all["console: GET of an unknown service"] = new BadRequest("GET", "/api/secrets", 404) { Port = 3000 };
        all["console: forwarded, no JSON"] = BadRequest.Of("POST", "/api/auctions/{id}/bids", "bid fifty", 400) with { Port = 3000 };
        all["console: forwarded, over 64 KiB"] = BadRequest.Of("POST", "/api/auctions/{id}/bids", new string(' ', 70_000), 413) with { Port = 3000 };
        all["stream manager: a method it does not know"] = BadRequest.Of("POST", "/overlay/auction/x", "{}", 405) with { Port = 4200 };
    }
}
