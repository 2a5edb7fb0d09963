namespace Sothebais.Tests.Gateways.Support;

/// <summary>Compares views.</summary>
public static class Views
{
    /// <summary>A view's text without the house's clock, which goes on between two answers.</summary>
    public static string Lasting(Reply reply)
    {
        var view = reply.Json.AsObject();
        view.Remove("serverTime");
        return view.ToJsonString();
    }
}
