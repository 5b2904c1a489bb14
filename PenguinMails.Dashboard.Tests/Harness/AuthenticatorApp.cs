using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The app on somebody's phone: RFC 6238 with six digits every thirty seconds.</summary>
internal static class AuthenticatorApp
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Code(string key, DateTimeOffset now)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, now.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The standard says SHA-1.
        var hash = HMACSHA1.HashData(Decode(key), counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string key)
    {
        var bits = string.Concat(key.Where(char.IsLetterOrDigit).Select(c => Convert.ToString(Alphabet.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}
