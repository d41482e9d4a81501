namespace Eligibility.Keys;

/// <summary>A key file or a server secret cannot be used. The message says why and what to do, and holds no secret.</summary>
public sealed class KeyFileException : Exception
{
    /// <summary>Creates it without a message of its own.</summary>
    public KeyFileException()
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public KeyFileException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="cause">What it came from.</param>
    public KeyFileException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
