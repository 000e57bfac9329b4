using System.Globalization;
using System.Net;

namespace Cahier.Service.Settings;

/// <summary>Where the service listens. <c>default</c> is no address.</summary>
public readonly record struct ListenAddress
{
    private const int HighestPort = 65_535;

    private ListenAddress(IPAddress host, int port, bool isSecure) => (Host, Port, IsSecure) = (host, port, isSecure);

    /// <summary>This machine alone, at port 8080.</summary>
    public static ListenAddress Default { get; } = new(IPAddress.Loopback, 8080, false);

    /// <summary>The address of the network card.</summary>
    public IPAddress Host { get; }

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; }

    /// <summary>Whether what is sent is encrypted.</summary>
    public bool IsSecure { get; }

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Host);

    /// <summary>Reads <c>http://127.0.0.1:8080</c>: a number of a network card, <c>localhost</c>, or <c>*</c> for every card.</summary>
    public static bool TryParse(string? text, out ListenAddress address)
    {
        address = default;
        var isSecure = text?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
        if (text is null || (!isSecure && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        var rest = text[(isSecure ? 8 : 7)..].TrimEnd('/');
        var colon = rest.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > HighestPort)
        {
            return false;
        }

        var host = rest[..colon] switch
        {
            "localhost" => IPAddress.Loopback,
            "*" => IPAddress.IPv6Any,
            ['[', .. var inside, ']'] when IPAddress.TryParse(inside, out var six) => six,
            var number when !number.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(number, out var four) => four,
            _ => null,
        };
        address = host is null ? default : new ListenAddress(host, port, isSecure);
        return host is not null;
    }

    public override string ToString() => $"{(IsSecure ? "https" : "http")}://{new IPEndPoint(Host, Port)}";
}
